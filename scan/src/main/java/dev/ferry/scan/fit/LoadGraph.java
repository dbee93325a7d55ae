package dev.ferry.scan.fit;

import dev.ferry.model.Target;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.wheel.WheelRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who loads what over a whole set: a search from the roots along {@code DT_NEEDED}, through search
 * paths first and then by name among all libraries of the set, for what one package has loaded the
 * loader gives to the next.
 */
final class LoadGraph {
  private final Target target;
  private final LibraryRules rules;
  private final List<CarriedLibrary> libraries = new ArrayList<>();
  private final Map<String, CarriedLibrary> byPlace = new HashMap<>();
  private final Map<String, List<CarriedLibrary>> byName = new HashMap<>();
  private final Set<CarriedLibrary> reached = new LinkedHashSet<>();
  private final Map<String, Set<String>> absent = new TreeMap<>();

  LoadGraph(Target target, List<WheelRecord> wheels) {
    this.target = target;
    this.rules = new LibraryRules(target);
    wheels.forEach(this::add);
  }

  /** The package's name as the dist-info folder has it, normalised. */
  static String owner(WheelRecord wheel) {
    String stem = wheel.distInfo().replaceFirst("\\.dist-info$", "");
    int dash = stem.lastIndexOf('-');
    return PackageName.normalize(dash < 0 ? stem : stem.substring(0, dash));
  }

  private void add(WheelRecord wheel) {
    String owner = owner(wheel);
    for (var member : wheel.members()) {
      if (member.nativeFacts().isPresent()) {
        String place = CarriedLibrary.place(member.path(), target);
        CarriedLibrary library =
            new CarriedLibrary(owner, member.path(), place, member.nativeFacts().get());
        libraries.add(library);
        byPlace.put(place, library);
        for (String name : library.names()) {
          byName.computeIfAbsent(name, key -> new ArrayList<>()).add(library);
        }
      }
    }
  }

  /** Finds everything that is reached; called once. */
  void search() {
    Roots roots = new Roots(target);
    Deque<CarriedLibrary> open = new ArrayDeque<>();
    for (CarriedLibrary library : libraries) {
      if (roots.isRoot(library) && reached.add(library)) {
        open.add(library);
      }
    }
    while (!open.isEmpty()) {
      CarriedLibrary library = open.remove();
      if (!rules.runs(library.facts())) {
        continue;
      }
      for (String name : library.facts().needed()) {
        Optional<CarriedLibrary> found = find(library, name);
        if (found.isPresent()) {
          if (reached.add(found.get())) {
            open.add(found.get());
          }
        } else if (!BaseSystem.has(name)) {
          absent.computeIfAbsent(name, key -> new TreeSet<>()).add(library.owner());
        }
      }
    }
  }

  /** The library that a need leads to; one for another machine only if there is no better. */
  private Optional<CarriedLibrary> find(CarriedLibrary from, String name) {
    List<CarriedLibrary> candidates = new ArrayList<>();
    for (String searchPath : from.facts().searchPaths()) {
      CarriedLibrary there = byPlace.get(from.sought(searchPath, name));
      if (there != null) {
        candidates.add(there);
      }
    }
    List<CarriedLibrary> named = byName.getOrDefault(name, List.of());
    named.stream().filter(other -> other.owner().equals(from.owner())).forEach(candidates::add);
    candidates.addAll(named);
    return candidates.stream()
        .filter(candidate -> rules.runs(candidate.facts()))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /** All ELF files of the set. */
  List<CarriedLibrary> libraries() {
    return libraries;
  }

  boolean reaches(CarriedLibrary library) {
    return reached.contains(library);
  }

  /** Names that are reached and that nobody carries, with the packages that need them. */
  Map<String, Set<String>> absent() {
    return absent;
  }

  /** Whether some library of the set answers to a name on the target's machine. */
  boolean carries(String name) {
    return byName.getOrDefault(name, List.of()).stream()
        .anyMatch(library -> rules.runs(library.facts()));
  }
}
