package dev.ferry.bundle.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Headers of tar members (POSIX.1-2017 {@code pax}): ustar, and before it an extended header for a
 * path over 100 characters or a size of 8 GiB or more. Owner, group and time are always the same.
 */
final class TarHeader {
  static final int BLOCK = 512;

  /** 1980-01-01T00:00:00Z, the time of everything that has none. */
  private static final long TIME = 315_532_800L;

  private static final int LONGEST_NAME = 100;
  private static final long LARGEST_SIZE = 077_777_777_777L;

  private TarHeader() {}

  /** The blocks before a file's bytes. */
  static byte[] file(String path, long size, boolean executable) {
    return member(path, size, '0', "", executable);
  }

  /** The block of a hard link to an earlier member, whose path is at most 100 characters. */
  static byte[] link(String path, String target, boolean executable) {
    return member(path, 0, '1', target, executable);
  }

  /** Zero bytes after a file's last byte. */
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static byte[] member(
      String path, long size, char type, String target, boolean executable) {
    String records =
        (path.length() > LONGEST_NAME ? record("path", path) : "")
            + (target.length() > LONGEST_NAME ? record("linkpath", target) : "")
            + (size > LARGEST_SIZE ? record("size", Long.toString(size)) : "");
    byte[] plain =
        block(cut(path), Math.min(size, LARGEST_SIZE), type, cut(target), executable ? 0755 : 0644);
    if (records.isEmpty()) {
      return plain;
    }
    byte[] extension = records.getBytes(StandardCharsets.UTF_8);
    byte[] blocks =
        Arrays.copyOf(
            block("pax", extension.length, 'x', "", 0644), 2 * BLOCK + roundUp(extension));
    System.arraycopy(extension, 0, blocks, BLOCK, extension.length);
    System.arraycopy(plain, 0, blocks, blocks.length - BLOCK, BLOCK);
    return blocks;
  }

  private static int roundUp(byte[] bytes) {
    return bytes.length + padding(bytes.length);
  }

  private static String cut(String path) {
    return path.substring(0, Math.min(path.length(), LONGEST_NAME));
  }

  /** {@code <length> <key>=<value>\n}, where the length counts its own digits. */
  private static String record(String key, String value) {
    int rest = key.length() + value.length() + 3;
    int length = rest + String.valueOf(rest).length();
    if (String.valueOf(length).length() > String.valueOf(rest).length()) {
      length++;
    }
    return length + " " + key + "=" + value + "\n";
  }

  private static byte[] block(String path, long size, char type, String target, int mode) {
    byte[] block = new byte[BLOCK];
    put(block, 0, path);
    put(block, 100, octal(7, mode));
    put(block, 108, octal(7, 0));
    put(block, 116, octal(7, 0));
    put(block, 124, octal(11, size));
    put(block, 136, octal(11, TIME));
    put(block, 148, "        ");
    block[156] = (byte) type;
    put(block, 157, target);
    put(block, 257, "ustar\00000");
    put(block, 329, octal(7, 0));
    put(block, 337, octal(7, 0));
    long sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, octal(6, sum) + "\0 ");
    return block;
  }

  private static String octal(int digits, long number) {
    return String.format(Locale.ROOT, "%0" + digits + "o", number);
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
