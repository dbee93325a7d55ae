package dev.ferry.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A SHA-256 digest, the name of every blob (OCI image-spec, descriptor.md, "Digests").
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {
  private static final String PREFIX = "sha256:";

  public Digest {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("Bad value for `sha256`: `" + hex + "`");
    }
  }

  /** Parses {@code sha256:<hex>}. */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "Bad value for `digest`: `" + text + "`, want `sha256:<64 hex digits>`");
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** The digest that {@code hex} spells in either letter case, or nothing if it is not one. */
  public static Optional<Digest> findHex(String hex) {
    String lower = hex.toLowerCase(java.util.Locale.ROOT);
    return isHex(lower) ? Optional.of(new Digest(lower)) : Optional.empty();
  }

  /** The digest of bytes held in memory. */
  public static Digest of(byte[] bytes) {
    return from(sha256().digest(bytes));
  }

  /** A digest from the 32 bytes that {@link MessageDigest#digest()} returns. */
  public static Digest from(byte[] digestBytes) {
    return new Digest(HexFormat.of().formatHex(digestBytes));
  }

  /** A fresh SHA-256 computation. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The first twelve hexadecimal digits, for names and messages. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  private static boolean isHex(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  /** {@code sha256:<hex>}. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
