package dev.ferry.python.reqfile;

import dev.ferry.model.Digest;
import dev.ferry.python.syntax.Characters;
import java.util.Map;
import java.util.Optional;

/**
 * A hash that a file must have, from {@code --hash=algorithm:hex}.
 *
 * @param algorithm {@code sha256}, {@code sha384} or {@code sha512}, all that pip accepts
 * @param hex lower-case hexadecimal digits
 */
public record FileHash(String algorithm, String hex) {
  private static final Map<String, Integer> DIGITS =
      Map.of("sha256", 64, "sha384", 96, "sha512", 128);

  /** Reads {@code algorithm:hex}; nothing if it is not that. */
  public static Optional<FileHash> find(String text) {
    int colon = text.indexOf(':');
    String algorithm = text.substring(0, Math.max(0, colon));
    String hex = Characters.lowerCase(text.substring(colon + 1));
    boolean valid =
        hex.length() == DIGITS.getOrDefault(algorithm, -1)
            && hex.chars().allMatch(c -> Characters.isDigit(c) || (c >= 'a' && c <= 'f'));
    return valid ? Optional.of(new FileHash(algorithm, hex)) : Optional.empty();
  }

  /** As a digest, if it is a SHA-256. */
  public Optional<Digest> sha256() {
    return algorithm.equals("sha256") ? Optional.of(new Digest(hex)) : Optional.empty();
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
