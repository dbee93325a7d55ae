package dev.ferry.delta.member;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;

/** Reads runs of new bytes and copies, in turn: new ones first, each checked. */
final class Frame {
  private final ByteSource newLengths;
  private final ByteSource copyLengths;
  private final ByteSource copyPlaces;
  private final long oldSize;
  private long rest;
  private long place;
  private long length;

  Frame(StreamReader in, long oldSize, long size) {
    newLengths = in.stream(StreamKind.NEW_LENGTH);
    copyLengths = in.stream(StreamKind.COPY_LENGTH);
    copyPlaces = in.stream(StreamKind.COPY_PLACE);
    this.oldSize = oldSize;
    rest = size;
  }

  /** How many bytes are not yet spoken for. */
  long rest() {
    return rest;
  }

  /** How many new bytes follow. */
  long newBytes() {
    long bytes = bounded(newLengths.number(), "a run of new bytes");
    rest -= bytes;
    return bytes;
  }

  /** Reads a copy. */
  void copy() {
    place += length + copyPlaces.signed();
    length = bounded(copyLengths.number(), "a copy");
    if (length == 0 || place < 0 || place > oldSize - length) {
      throw new BadDelta("a copy is empty or outside of the old member");
    }
    rest -= length;
  }

  /** Where the copy begins in the old member. */
  long place() {
    return place;
  }

  /** How long the copy is. */
  long length() {
    return length;
  }

  private long bounded(long bytes, String what) {
    if (bytes > rest) {
      throw new BadDelta(what + " is longer than the member");
    }
    return bytes;
  }
}
