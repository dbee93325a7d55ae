package dev.ferry.delta.code.x86;

/**
 * What follows each opcode, one letter each. Part of the format: see docs/formats/delta-native.md.
 *
 * <p>{@code .} nothing; {@code m} ModRM; {@code b}, {@code w} one or two bytes; {@code z} four
 * bytes, or two with prefix 66 and without REX.W; {@code v} as {@code z}, or eight with REX.W;
 * {@code M}, {@code Z} ModRM and {@code b} or {@code z}; {@code r} distance of four bytes; {@code
 * o} address of eight bytes, or four with prefix 67; {@code e} three bytes; {@code f}, {@code F}
 * ModRM and, where its middle field is 0 or 1, {@code b} or {@code z}; {@code p} prefix; {@code R}
 * REX prefix; {@code 0} second table; {@code V}, {@code W} VEX of three or two bytes; {@code E}
 * EVEX; {@code X} XOP or a ModRM; {@code x} not an instruction.
 */
final class Opcodes {
  private static final String ONE =
      "mmmmbzxxmmmmbzx0mmmmbzxxmmmmbzxx"
          + "mmmmbzpxmmmmbzpxmmmmbzpxmmmmbzpx"
          + "RRRRRRRRRRRRRRRR................"
          + "xxEmppppzZbM....bbbbbbbbbbbbbbbb"
          + "MZxMmmmmmmmmmmmX..........x....."
          + "oooo....bz......bbbbbbbbvvvvvvvv"
          + "MMw.VWMZe.w..bx.mmmmxxx.mmmmmmmm"
          + "bbbbbbbbrrxb....p.pp..fF......mm";

  /** After 0F; {@code 8} and {@code A} are the third tables: ModRM, and ModRM and a byte. */
  private static final String TWO =
      "mmmmx.....x.xm.Mmmmmmmmmmmmmmmmm"
          + "mmmmxxxxmmmmmmmm......x.8xAxxxxx"
          + "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
          + "mmmmmmmmmmmmmmmmMMMMmmm.mmxxmmmm"
          + "rrrrrrrrrrrrrrrrmmmmmmmmmmmmmmmm"
          + "...mMmxx...mMmmmmmmmmmmmmmMmmmmm"
          + "mmMmMMMm........mmmmmmmmmmmmmmmm"
          + "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm";

  private static final byte[] FIRST = bytes(ONE);
  private static final byte[] SECOND = bytes(TWO);

  private Opcodes() {}

  static int first(int opcode) {
    return FIRST[opcode];
  }

  static int second(int opcode) {
    return SECOND[opcode];
  }

  private static byte[] bytes(String letters) {
    byte[] bytes = new byte[letters.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) letters.charAt(i);
    }
    return bytes;
  }
}
