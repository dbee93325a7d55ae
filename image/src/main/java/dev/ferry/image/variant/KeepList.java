package dev.ferry.image.variant;

import dev.ferry.model.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that runs of an application opened ({@code docs/formats/keep.md}).
 *
 * @param subject what it was measured on; it holds for nothing else
 * @param variant that it is for
 * @param rulesVersion of the rules when it was written
 * @param measured how
 * @param packages paths relative to the environment, by the package that owns them; {@code ferry}
 *     for what belongs to none
 * @param system paths outside the environment, absolute: of the base and the application, to
 *     explain an image with
 */
public record KeepList(
    Subject subject,
    Variant variant,
    int rulesVersion,
    Measured measured,
    SortedMap<String, SortedSet<String>> packages,
    SortedSet<String> system) {
  /** The value of {@code format}. A reader refuses any other. */
  public static final int FORMAT = 1;

  public KeepList {
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    packages.forEach(
        (owner, paths) -> copy.put(owner, Collections.unmodifiableSortedSet(new TreeSet<>(paths))));
    packages = Collections.unmodifiableSortedMap(copy);
    system = Collections.unmodifiableSortedSet(new TreeSet<>((Set<String>) system));
  }

  /**
   * What a keep list was measured on.
   *
   * @param bundle its root digest
   * @param base the base's digest
   * @param application digest of the application folder's files
   * @param target the target's name
   */
  public record Subject(Digest bundle, Digest base, Digest application, String target) {}

  /**
   * How a keep list was measured.
   *
   * @param how {@code ptrace}
   * @param cases names of the golden cases that were run, in order
   * @param cpu flags of the processor, in order; libraries choose code by them
   */
  public record Measured(String how, List<String> cases, List<String> cpu) {
    public Measured {
      cases = List.copyOf(cases);
      cpu = List.copyOf(cpu);
    }
  }

  /** The file's name: {@code keep.<target>.json}. */
  public static String fileName(String target) {
    return "keep." + target + ".json";
  }

  /** All paths, whatever package owns them. */
  public SortedSet<String> paths() {
    TreeSet<String> all = new TreeSet<>();
    for (Set<String> paths : packages.values()) {
      all.addAll(paths);
    }
    return all;
  }

  /** By package, as {@link #packages()}; helps to build one. */
  public static SortedMap<String, SortedSet<String>> byOwner(Map<String, String> ownerByPath) {
    SortedMap<String, SortedSet<String>> packages = new TreeMap<>();
    ownerByPath.forEach(
        (path, owner) -> packages.computeIfAbsent(owner, name -> new TreeSet<>()).add(path));
    return packages;
  }
}
