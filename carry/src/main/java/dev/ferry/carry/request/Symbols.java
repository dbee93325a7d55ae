package dev.ferry.carry.request;

import dev.ferry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Symbols of five bits, as Crockford's base 32 spells them: no I, L, O and U. Read are both cases,
 * and letters for the digits that look like them.
 */
final class Symbols {
  /** Symbols of a check of everything. */
  static final int ALL = 4;

  /** Symbols of a check of a line. */
  static final int LINE = 2;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int POLYNOMIAL = 0x233; // x^10 + x^9 + x^5 + x^4 + x + 1 without its top
  private static final int STEP = 0x9d; // Odd, so that ten lines differ in every pair.
  private static final String DOMAIN = "ferry request";

  private Symbols() {}

  static char letter(int symbol) {
    return ALPHABET.charAt(symbol);
  }

  /** The symbol of a letter; -1 where it is none. */
  static int symbol(char letter) {
    char upper = letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter;
    return switch (upper) {
      case 'O' -> 0;
      case 'I', 'L' -> 1;
      default -> ALPHABET.indexOf(upper);
    };
  }

  /**
   * The check of a line: a cyclic redundancy check of ten bits, which sees every change of one
   * symbol and of two neighbours, combined with the number of the line.
   *
   * @param line from 0
   */
  static byte[] lineCheck(byte[] symbols, int from, int to, int line) {
    int crc = 0x3ff;
    for (int i = from; i < to; i++) {
      for (int bit = 4; bit >= 0; bit--) {
        int top = ((crc >> 9) & 1) ^ ((symbols[i] >> bit) & 1);
        crc = ((crc << 1) & 0x3ff) ^ (top == 1 ? POLYNOMIAL : 0);
      }
    }
    int check = crc ^ ((line * STEP) & 0x3ff);
    return new byte[] {(byte) (check >> 5), (byte) (check & 31)};
  }

  /** The check of everything: the first 20 bits of a SHA-256. */
  static byte[] check(byte[] symbols, int to) {
    MessageDigest hash = Digest.sha256();
    hash.update(DOMAIN.getBytes(StandardCharsets.US_ASCII));
    byte[] sum = hash.digest(Arrays.copyOf(symbols, to));
    int bits = (sum[0] & 0xff) << 12 | (sum[1] & 0xff) << 4 | (sum[2] & 0xff) >> 4;
    return new byte[] {
      (byte) (bits >> 15), (byte) (bits >> 10 & 31), (byte) (bits >> 5 & 31), (byte) (bits & 31)
    };
  }
}
