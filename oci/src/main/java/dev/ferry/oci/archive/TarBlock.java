package dev.ferry.oci.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The fields of a tar header that matter for finding its members. */
record TarBlock(String name, char type, String link, long size) {
  static final int SIZE = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_END = 156;

  /** Empty where the checksum or the size is wrong. */
  static Optional<TarBlock> parse(byte[] block) {
    long sum = 8 * ' ';
    for (int i = 0; i < SIZE; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM_END ? 0 : block[i] & 0xff;
    }
    long size = octal(block, 124, 12);
    if (!hasChecksum(block, sum) || size < 0) {
      return Optional.empty();
    }
    // Only POSIX headers have a prefix; GNU tar uses the place for times.
    boolean posix = text(block, 257, 6).equals("ustar") && block[263] == '0';
    String prefix = posix ? text(block, 345, 155) : "";
    String name = text(block, 0, 100);
    char type = block[156] == 0 ? '0' : (char) (block[156] & 0xff);
    return Optional.of(
        new TarBlock(
            prefix.isEmpty() ? name : prefix + "/" + name, type, text(block, 157, 100), size));
  }

  static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Digits, then NUL and space in either order, or one of them. */
  private static boolean hasChecksum(byte[] block, long sum) {
    String field = new String(block, CHECKSUM, 8, StandardCharsets.ISO_8859_1);
    return field.matches(" *[0-7]+(?:\\x00 | \\x00|[\\x00 ])") && octal(block, CHECKSUM, 8) == sum;
  }

  private static String text(byte[] block, int from, int count) {
    int end = from;
    while (end < from + count && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, StandardCharsets.UTF_8);
  }

  /** Octal digits, or GNU's binary form whose first bit is set; -1 where it is neither. */
  private static long octal(byte[] block, int from, int count) {
    if ((block[from] & 0x80) != 0) {
      return ByteBuffer.wrap(block, from + count - 8, 8).getLong();
    }
    String digits = text(block, from, count).strip();
    return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
  }
}
