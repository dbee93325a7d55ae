package dev.ferry.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A shared library that the set reaches, that no package carries, and that the machine must have.
 *
 * @param soname {@code libgomp.so.1}
 * @param neededBy normalised names of the packages that reach it, in order
 * @param packages what installs it, by family of distributions: {@code debian}, {@code rpm}
 * @param withoutRoot a way for a user without root
 */
public record SystemLibrary(
    String soname,
    List<String> neededBy,
    Map<String, String> packages,
    Optional<Text> withoutRoot) {
  public SystemLibrary {
    neededBy = List.copyOf(neededBy);
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
  }
}
