package dev.ferry.scan.fit;

import dev.ferry.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shared library that the set reaches, that no wheel carries, and that the machine must have.
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
    packages = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(packages));
  }
}
