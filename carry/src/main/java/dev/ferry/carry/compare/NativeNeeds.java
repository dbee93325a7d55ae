package dev.ferry.carry.compare;

import dev.ferry.model.SymbolVersion;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.WheelRecord;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the libraries of a wheel ask of others.
 *
 * @param libraries sonames that some library of the wheel links and none in it bears
 * @param floors the highest version wanted of each family of symbols, by {@code GLIBC}
 */
record NativeNeeds(SortedSet<String> libraries, SortedMap<String, SymbolVersion> floors) {
  /** Of a wheel that is not there. */
  static final NativeNeeds NONE =
      new NativeNeeds(Collections.emptySortedSet(), Collections.emptySortedMap());

  private static final Pattern VERSIONED = Pattern.compile("([A-Z]+)_([0-9]+(?:\\.[0-9]+){0,3})");

  static NativeNeeds of(WheelRecord wheel) {
    Set<String> carried = new HashSet<>();
    SortedSet<String> wanted = new TreeSet<>();
    SortedMap<String, SymbolVersion> floors = new TreeMap<>();
    wheel
        .members()
        .forEach(
            member ->
                member
                    .nativeFacts()
                    .ifPresent(
                        facts -> {
                          carried.add(facts.soname());
                          carried.add(member.path().substring(member.path().lastIndexOf('/') + 1));
                          wanted.addAll(facts.needed());
                          raise(floors, facts);
                        }));
    wanted.removeAll(carried);
    return new NativeNeeds(wanted, floors);
  }

  /** Weak needs never keep a library from loading. */
  private static void raise(Map<String, SymbolVersion> floors, NativeFacts facts) {
    for (NativeFacts.VersionNeed need : facts.versions()) {
      Matcher name = VERSIONED.matcher(need.version());
      if (!need.weak() && name.matches()) {
        find(name.group(2))
            .ifPresent(
                version ->
                    floors.merge(name.group(1), version, (a, b) -> a.compareTo(b) >= 0 ? a : b));
      }
    }
  }

  private static Optional<SymbolVersion> find(String text) {
    try {
      return Optional.of(SymbolVersion.parse(text));
    } catch (IllegalArgumentException tooLong) {
      return Optional.empty();
    }
  }
}
