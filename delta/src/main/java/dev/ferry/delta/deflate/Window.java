package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/**
 * The part of a content around the place where a compressor is: at least 64 KiB before it and 64
 * KiB after it, so far as there are. Places are counted from the start of the part, which moves on
 * in steps that are a multiple of every window of deflate.
 */
final class Window {
  /** How many bytes are kept before and loaded after a place. */
  static final int AROUND = 1 << 16;

  private static final int SIZE = 8 * AROUND;

  private final Bytes content;
  private final byte[] bytes;
  private long start;
  private int end;

  Window(Bytes content) {
    this.content = content;
    this.bytes = new byte[(int) Math.min(SIZE, content.size())];
  }

  /** The array that holds the part; it stays the same. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the part ends: the end of the content or at least 64 KiB after the last place. */
  int end() {
    return end;
  }

  /** Whether a place is the end of the content. */
  boolean isEnd(int place) {
    return start + place >= content.size();
  }

  /** How many bytes of content there are from a place. */
  long rest(int place) {
    return content.size() - start - place;
  }

  /**
   * Loads what is wanted around a place.
   *
   * @return by how much places have become smaller
   */
  int move(int place) {
    if (end - place >= AROUND || start + end == content.size()) {
      return 0;
    }
    int step = 0;
    if (end == bytes.length) {
      step = (place - AROUND) & -AROUND;
      System.arraycopy(bytes, step, bytes, 0, end - step);
      start += step;
      end -= step;
    }
    int count = (int) Math.min(bytes.length - end, content.size() - start - end);
    content.copy(start + end, bytes, end, count);
    end += count;
    return step;
  }
}
