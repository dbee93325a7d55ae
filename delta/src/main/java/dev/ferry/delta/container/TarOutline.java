package dev.ferry.delta.container;

import dev.ferry.delta.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where things lie in a tar (POSIX.1-1988 ustar, with the long names of GNU and pax).
 *
 * @param members in their order
 * @param end where the last member ends with its padding
 */
public record TarOutline(List<Member> members, long end) {
  private static final int BLOCK = 512;
  private static final int MOST_NAME = 4096;

  public TarOutline {
    members = List.copyOf(members);
  }

  /**
   * A member.
   *
   * @param name its path
   * @param header where its header begins, with the blocks of long names before it
   * @param data where its content begins
   * @param size bytes of its content
   */
  public record Member(String name, long header, long data, long size) {}

  /** Whether a header with a right checksum begins here. */
  public static boolean isHeader(Bytes bytes, long at) {
    if (at + BLOCK > bytes.size() || bytes.intAt(at + 257) != 0x61747375) {
      return false;
    }
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : bytes.unsigned(at + i);
    }
    return sum == octal(bytes, at + 148, 8);
  }

  /** Reads headers as long as there are any. */
  public static Optional<TarOutline> find(Bytes bytes) {
    List<Member> members = new ArrayList<>();
    long at = 0;
    long header = 0;
    String longName = "";
    while (isHeader(bytes, at)) {
      long size = octal(bytes, at + 124, 12);
      long data = at + BLOCK;
      if (size < 0 || size > bytes.size() - data) {
        break;
      }
      long next = Math.min(bytes.size(), data + (size + BLOCK - 1) / BLOCK * BLOCK);
      switch (bytes.at(at + 156)) {
        case 'L' -> longName = text(bytes, data, size);
        case 'x' -> longName = pax(text(bytes, data, size), longName);
        case 'K', 'g' -> {}
        default -> {
          String name = longName.isEmpty() ? name(bytes, at) : longName;
          members.add(new Member(name, header, data, size));
          longName = "";
          header = next;
        }
      }
      at = next;
    }
    return members.isEmpty() ? Optional.empty() : Optional.of(new TarOutline(members, header));
  }

  private static String name(Bytes bytes, long at) {
    String prefix = text(bytes, at + 345, 155);
    String name = text(bytes, at, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String pax(String records, String otherwise) {
    int path = records.indexOf(" path=");
    int end = records.indexOf('\n', Math.max(path, 0));
    return path < 0 || end < 0 ? otherwise : records.substring(path + 6, end);
  }

  private static String text(Bytes bytes, long at, long most) {
    byte[] all = new byte[(int) Math.min(MOST_NAME, most)];
    bytes.copy(at, all, 0, all.length);
    int length = 0;
    while (length < all.length && all[length] != 0) {
      length++;
    }
    return new String(all, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static long octal(Bytes bytes, long at, int length) {
    if (bytes.at(at) < 0) {
      // Base 256, as GNU tar has it for what does not fit.
      long value = 0;
      for (int i = length - 8; i < length; i++) {
        value = value << 8 | bytes.unsigned(at + i);
      }
      return value;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      int digit = bytes.at(at + i) - '0';
      if (digit >= 0 && digit < 8) {
        value = value << 3 | digit;
      } else if (value > 0) {
        return value;
      }
    }
    return value;
  }
}
