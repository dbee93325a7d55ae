package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whether the JDK's compressor makes the bytes that the format means. JDKs bring zlib or use the
 * system's, and some systems have another library in its place, whose streams are right but not the
 * same. So a content of 192 KiB is compressed at every level and strategy, and the SHA-256 over all
 * streams is compared with the one that is frozen in the format.
 */
final class JdkSelfTest {
  /** What {@code docs/formats/delta-deflate.md} gives. */
  static final String EXPECTED = "6dcb3ba74530f89f736628c85caab2c505369d3afb793d7556fe9df94f6d8cd8";

  private static final int SIZE = 3 << 16;
  private static final int WORDS = 2048;
  private static final int PHRASES = 3;
  private static final int COPIES = 8;
  private static final boolean PASSES = EXPECTED.equals(digest(true));

  private JdkSelfTest() {}

  static boolean passes() {
    return PASSES;
  }

  /** The SHA-256 of all streams, made by the JDK or here. */
  static String digest(boolean jdk) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      OutputStream to = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      Bytes content = ArrayBytes.of(content());
      for (int level = 1; level <= 9; level++) {
        for (CompressorStrategy strategy : CompressorStrategy.values()) {
          CompressorSettings settings =
              new CompressorSettings(CompressorFamily.ZLIB, level, 15, 8, strategy);
          if (JdkCompressor.canBe(settings)) {
            compress(settings, content, to, jdk);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void compress(
      CompressorSettings settings, Bytes content, OutputStream to, boolean jdk) throws IOException {
    if (jdk) {
      new JdkCompressor(settings).compress(content, to);
    } else {
      new Reconstruction(settings, Corrections.none(), content, to).write();
    }
  }

  /**
   * The content: 2,048 words of 2 to 9 bytes in an order that favours some; eight times in 64 a
   * copy of 4 to 67 bytes from up to 40,000 bytes before; once in 64 times 256 bytes of noise or
   * zeros.
   */
  static byte[] content() {
    Noise noise = new Noise();
    byte[][] words = new byte[WORDS][];
    for (int i = 0; i < WORDS; i++) {
      words[i] = new byte[2 + noise.next(8)];
      for (int j = 0; j < words[i].length; j++) {
        words[i][j] = (byte) ('a' + noise.next(26));
      }
    }
    byte[] content = new byte[SIZE];
    for (int place = 0; place < SIZE; ) {
      place += fill(content, place, words, noise);
    }
    return content;
  }

  private static int fill(byte[] content, int place, byte[][] words, Noise noise) {
    int choice = noise.next(64);
    if (choice == 0) {
      int count = Math.min(256, SIZE - place);
      boolean zeros = noise.next(2) == 0;
      for (int i = 0; i < count; i++) {
        content[place + i] = (byte) (zeros ? 0 : noise.next(256));
      }
      return count;
    }
    if (choice <= COPIES && place > 0) {
      int count = Math.min(4 + noise.next(64), SIZE - place);
      int from = place - 1 - noise.next(Math.min(place, 40_000));
      for (int i = 0; i < count; i++) {
        content[place + i] = content[from + i];
      }
      return count;
    }
    int favoured = WORDS;
    for (int i = 0; i < PHRASES; i++) {
      favoured = 1 + noise.next(favoured);
    }
    byte[] word = words[favoured - 1];
    int count = Math.min(word.length, SIZE - place);
    System.arraycopy(word, 0, content, place, count);
    return count;
  }

  /** A generator of numbers by Marsaglia (xorshift, 13 17 5), begun with 2,463,534,242. */
  private static final class Noise {
    private int state = (int) 2_463_534_242L;

    /** A number from 0 to below a bound. */
    int next(int bound) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return Integer.remainderUnsigned(state, bound);
    }
  }
}
