package dev.ferry.delta.generate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Which old thing a new one is to be compared with: the one of the same path; else the one whose
 * path differs in numbers and hashes only ({@code numpy-2.4.0.dist-info}, {@code
 * libfoo-1a2b3c4d.so}); else one of the same name elsewhere. Among several, the nearest in size.
 *
 * @param <T> the things
 */
final class Counterparts<T> {
  private static final Pattern HASH = Pattern.compile("(?<![0-9a-z])[0-9a-f]{8,}(?![0-9a-z])");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  private final Map<String, List<T>> byPath = new HashMap<>();
  private final Map<String, List<T>> byShape = new HashMap<>();
  private final Map<String, List<T>> byName = new HashMap<>();
  private final ToLongFunction<T> size;

  Counterparts(Collection<T> all, Function<T, String> path, ToLongFunction<T> size) {
    this.size = size;
    for (T one : all) {
      String at = path.apply(one);
      add(byPath, at, one);
      add(byShape, shape(at), one);
      add(byName, shape(name(at)), one);
    }
  }

  private static <T> void add(Map<String, List<T>> to, String key, T one) {
    to.computeIfAbsent(key, any -> new ArrayList<>(1)).add(one);
  }

  Optional<T> find(String path, long likeSize) {
    for (List<T> found :
        List.of(
            byPath.getOrDefault(path, List.of()),
            byShape.getOrDefault(shape(path), List.of()),
            byName.getOrDefault(shape(name(path)), List.of()))) {
      if (!found.isEmpty()) {
        return Optional.of(nearest(found, likeSize));
      }
    }
    return Optional.empty();
  }

  private T nearest(List<T> found, long likeSize) {
    T best = found.getFirst();
    for (T one : found) {
      if (distance(one, likeSize) < distance(best, likeSize)) {
        best = one;
      }
    }
    return best;
  }

  private long distance(T one, long likeSize) {
    return Math.abs(size.applyAsLong(one) - likeSize);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String shape(String path) {
    return NUMBER.matcher(HASH.matcher(path).replaceAll("#")).replaceAll("#");
  }
}
