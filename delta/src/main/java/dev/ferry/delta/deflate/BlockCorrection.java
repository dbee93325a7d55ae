package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.ByteSource;

/**
 * A block that is not as predicted.
 *
 * @param length how many tokens it has, or how many bytes if it is stored; -1 where its end is as
 *     predicted
 */
record BlockCorrection(int type, boolean last, long length) {
  private static final int LAST = 4;
  private static final int LENGTH = 8;

  void write(ByteSink to) {
    to.put(type | (last ? LAST : 0) | (length >= 0 ? LENGTH : 0));
    if (length >= 0) {
      to.number(length);
    }
  }

  static BlockCorrection read(ByteSource from) {
    int flags = from.next();
    int type = flags & 3;
    if (type > Block.DYNAMIC || flags >= 2 * LENGTH) {
      throw new BadDelta("a block of a deflated stream has type " + flags);
    }
    long length = (flags & LENGTH) == 0 ? -1 : from.number();
    return new BlockCorrection(type, (flags & LAST) != 0, length);
  }
}
