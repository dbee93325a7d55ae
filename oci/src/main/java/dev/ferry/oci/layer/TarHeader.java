package dev.ferry.oci.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Headers of tar members (POSIX.1-2017 {@code pax}): ustar, and before it an extended header for a
 * path that is long or not ASCII, or a size of 8 GiB or more. The time is always the same.
 */
public final class TarHeader {
  /** Size of every block, bytes. */
  public static final int BLOCK = 512;

  /** 1980-01-01T00:00:00Z, the time of everything that has none. */
  private static final long TIME = 315_532_800L;

  private static final int LONGEST_NAME = 100;
  private static final long LARGEST_SIZE = 077_777_777_777L;

  private TarHeader() {}

  /** The blocks before a file's bytes; its owner is root. */
  public static byte[] file(String path, long size, boolean executable) {
    return member(path, size, '0', "", executable ? 0755 : 0644, 0);
  }

  /** The block of a hard link to an earlier member; its owner is root. */
  public static byte[] link(String path, String target, boolean executable) {
    return member(path, 0, '1', target, executable ? 0755 : 0644, 0);
  }

  /** The blocks before an entry's bytes, which only a file has. */
  public static byte[] of(LayerEntry entry) {
    return switch (entry) {
      case LayerEntry.Folder folder ->
          member(folder.path() + "/", 0, '5', "", folder.mode(), folder.owner());
      case LayerEntry.File file ->
          member(file.path(), file.content().size(), '0', "", file.mode(), file.owner());
      case LayerEntry.Link link -> member(link.path(), 0, '2', link.target(), 0777, link.owner());
    };
  }

  /** Zero bytes after a file's last byte. */
  public static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static byte[] member(
      String path, long size, char type, String target, int mode, int owner) {
    String records =
        (fits(path) ? "" : record("path", path))
            + (fits(target) ? "" : record("linkpath", target))
            + (size > LARGEST_SIZE ? record("size", Long.toString(size)) : "");
    byte[] plain = block(cut(path), Math.min(size, LARGEST_SIZE), type, cut(target), mode, owner);
    if (records.isEmpty()) {
      return plain;
    }
    byte[] extension = records.getBytes(StandardCharsets.UTF_8);
    byte[] blocks =
        Arrays.copyOf(
            block("pax", extension.length, 'x', "", 0644, 0), 2 * BLOCK + roundUp(extension));
    System.arraycopy(extension, 0, blocks, BLOCK, extension.length);
    System.arraycopy(plain, 0, blocks, blocks.length - BLOCK, BLOCK);
    return blocks;
  }

  private static boolean fits(String name) {
    return name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c < 0x80);
  }

  private static int roundUp(byte[] bytes) {
    return bytes.length + padding(bytes.length);
  }

  private static String cut(String path) {
    return path.substring(0, Math.min(path.length(), LONGEST_NAME));
  }

  /** {@code <length> <key>=<value>\n}, where the length counts its own digits. */
  private static String record(String key, String value) {
    int rest = key.length() + value.getBytes(StandardCharsets.UTF_8).length + 3;
    int length = rest + String.valueOf(rest).length();
    if (String.valueOf(length).length() > String.valueOf(rest).length()) {
      length++;
    }
    return length + " " + key + "=" + value + "\n";
  }

  private static byte[] block(
      String path, long size, char type, String target, int mode, int owner) {
    byte[] block = new byte[BLOCK];
    put(block, 0, path);
    put(block, 100, octal(7, mode));
    put(block, 108, octal(7, owner));
    put(block, 116, octal(7, owner));
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
