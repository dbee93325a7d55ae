package dev.ferry.image.tar;

import java.util.OptionalLong;

/** Numbers in headers: octal digits, or base 256 where the first bit is set (GNU). */
final class TarNumbers {
  private TarNumbers() {}

  /** Nothing for what is no number from 0 to the largest {@code long}. */
  static OptionalLong find(byte[] block, int from, int length) {
    return (block[from] & 0x80) != 0 ? binary(block, from, length) : octal(block, from, length);
  }

  private static OptionalLong binary(byte[] block, int from, int length) {
    long value = block[from] & 0x7f;
    for (int i = from + 1; i < from + length; i++) {
      if (value >>> 55 != 0) {
        return OptionalLong.empty();
      }
      value = (value << 8) | (block[i] & 0xff);
    }
    return OptionalLong.of(value);
  }

  private static OptionalLong octal(byte[] block, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end && block[at] == ' ') {
      at++;
    }
    long value = 0;
    while (at < end && block[at] >= '0' && block[at] <= '7') {
      value = (value << 3) | (block[at] - (long) '0');
      at++;
    }
    for (; at < end; at++) {
      if (block[at] != ' ' && block[at] != 0) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(value);
  }

  /** Decimal digits, as pax writes them. */
  static OptionalLong decimal(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && text.length() < 19
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** Whether a header's sum is right, in the unsigned or the old signed way of counting. */
  static boolean sumIsRight(byte[] block) {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < block.length; i++) {
      byte value = i >= 148 && i < 156 ? (byte) ' ' : block[i];
      unsigned += value & 0xff;
      signed += value;
    }
    OptionalLong said = find(block, 148, 8);
    return said.isPresent() && (said.getAsLong() == unsigned || said.getAsLong() == signed);
  }
}
