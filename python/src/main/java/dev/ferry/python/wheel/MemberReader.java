package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads the bytes of one member to their end: hashes them and looks into them if they are an ELF
 * file, in memory up to {@link Spill#IN_MEMORY} bytes and in a temporary file above.
 */
final class MemberReader {
  private static final int BUFFER = 128 << 10;

  private final NativeInspector inspector;
  private final Path scratch;

  MemberReader(NativeInspector inspector, Path scratch) {
    this.inspector = inspector;
    this.scratch = scratch;
  }

  /**
   * What a member's bytes say.
   *
   * @param sha256 of the bytes
   * @param recorded their hash in hexadecimal by the algorithm that was asked for
   */
  record Content(Digest sha256, String recorded, Optional<NativeFacts> nativeFacts) {}

  /**
   * Reads a member.
   *
   * @param in checks size and CRC itself; closed by the caller
   * @param algorithm the one that RECORD uses for the member
   */
  Content read(InputStream in, WheelMember member, String algorithm) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    Optional<MessageDigest> other = findOther(algorithm);
    byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(4, member.size()))];
    try (Spill spill = new Spill(scratch, member.size())) {
      int count = in.readNBytes(buffer, 0, buffer.length);
      boolean inspected = count >= 4 && magic(buffer) == NativeInspector.MAGIC;
      while (count > 0) {
        sha256.update(buffer, 0, count);
        if (other.isPresent()) {
          other.get().update(buffer, 0, count);
        }
        if (inspected) {
          spill.write(buffer, count);
        }
        count = Math.max(0, in.read(buffer, 0, buffer.length));
      }
      byte[] hash = sha256.digest();
      byte[] recorded = other.isPresent() ? other.get().digest() : hash;
      Optional<NativeFacts> facts =
          inspected ? inspector.inspect(member.path(), spill.content()) : Optional.empty();
      return new Content(Digest.from(hash), HexFormat.of().formatHex(recorded), facts);
    }
  }

  private static int magic(byte[] start) {
    return (start[0] & 0xff) << 24
        | (start[1] & 0xff) << 16
        | (start[2] & 0xff) << 8
        | (start[3] & 0xff);
  }

  /** What RECORD may use beside SHA-256, in Java's spelling. */
  private static Optional<MessageDigest> findOther(String algorithm) {
    try {
      return switch (algorithm) {
        case "sha384" -> Optional.of(MessageDigest.getInstance("SHA-384"));
        case "sha512" -> Optional.of(MessageDigest.getInstance("SHA-512"));
        default -> Optional.empty();
      };
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }
}
