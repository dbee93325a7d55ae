package dev.ferry.bundle.sbom;

import dev.ferry.bundle.layout.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;

/** A name-based UUID (RFC 9562, 5.5) of a bundle's files. */
final class SerialNumber {
  private static final UUID NAMESPACE = UUID.fromString("9f0c3f2e-6c1b-5d0e-8a57-4b1f2d7c9e60");

  private SerialNumber() {}

  /**
   * Equal files have equal numbers.
   *
   * @param pieces every file but the bill itself
   */
  static String of(Collection<Piece> pieces) {
    StringBuilder names = new StringBuilder();
    pieces.stream()
        .sorted(Comparator.comparing(Piece::path))
        .forEach(
            piece ->
                names.append(piece.digest().hex()).append("  ").append(piece.path()).append('\n'));
    return "urn:uuid:" + version5(names.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static UUID version5(byte[] name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name));
    long high = (hash.getLong() & ~0xf000L) | 0x5000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** SHA-1 is what version 5 is made of; nothing here relies on its strength. */
  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
