package dev.ferry.delta.generate.member;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Random contents and random changes of them. */
final class Edits {
  private Edits() {}

  /** Bytes of which some are random, some repeat what was before, some are zeros. */
  static byte[] content(Random random, int size) {
    byte[] bytes = new byte[size];
    int at = 0;
    while (at < size) {
      int length = Math.min(1 + random.nextInt(300), size - at);
      switch (random.nextInt(4)) {
        case 0 -> Arrays.fill(bytes, at, at + length, (byte) random.nextInt(3));
        case 1 -> {
          int from = random.nextInt(at + 1);
          for (int i = 0; i < length; i++) {
            bytes[at + i] = bytes[from + i];
          }
        }
        default -> {
          byte[] fresh = new byte[length];
          random.nextBytes(fresh);
          System.arraycopy(fresh, 0, bytes, at, length);
        }
      }
      at += length;
    }
    return bytes;
  }

  /** The bytes with runs deleted, inserted, moved and changed. */
  static byte[] edit(Random random, byte[] old) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    int at = 0;
    while (at < old.length) {
      int length = Math.min(1 + random.nextInt(2000), old.length - at);
      switch (random.nextInt(8)) {
        case 0 -> to.writeBytes(content(random, random.nextInt(200)));
        case 1 -> {
          int from = random.nextInt(old.length);
          to.write(old, from, Math.min(length, old.length - from));
        }
        case 2 -> at += random.nextInt(100);
        default -> {
          byte[] run = Arrays.copyOfRange(old, at, at + length);
          for (int i = random.nextInt(4); i > 0; i--) {
            run[random.nextInt(length)] += (byte) random.nextInt(256);
          }
          to.writeBytes(run);
          at += length;
        }
      }
    }
    return to.toByteArray();
  }

  /** The bytes with one changed, cut off or added. */
  static byte[] damage(Random random, byte[] bytes) {
    if (bytes.length == 0 || random.nextInt(6) == 0) {
      return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
    }
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    byte[] changed = bytes.clone();
    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    return changed;
  }
}
