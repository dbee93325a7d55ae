package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import dev.ferry.delta.stream.StreamWriter;

/**
 * Where a deflated stream differs from what its compressor would have made, in three parts, which
 * {@code docs/formats/delta-deflate.md} describes.
 */
public final class Corrections {
  /** The most bytes that each part can have. */
  static final int LIMIT = 1 << 26;

  private final byte[] blocks;
  private final byte[] tokens;
  private final byte[] codes;

  /**
   * Corrections, whose arrays are not copied.
   *
   * @param blocks the types, ends and paddings of blocks
   * @param tokens literals and matches
   * @param codes the lengths of Huffman codes
   */
  public Corrections(byte[] blocks, byte[] tokens, byte[] codes) {
    this.blocks = blocks;
    this.tokens = tokens;
    this.codes = codes;
  }

  /** No corrections. */
  static Corrections none() {
    byte[] empty = new byte[0];
    return new Corrections(empty, empty, empty);
  }

  byte[] blocks() {
    return blocks;
  }

  byte[] tokens() {
    return tokens;
  }

  byte[] codes() {
    return codes;
  }

  /** How many bytes they have. */
  public long size() {
    return (long) blocks.length + tokens.length + codes.length;
  }

  void write(StreamWriter to) {
    write(to, StreamKind.DEFLATE_BLOCKS, blocks);
    write(to, StreamKind.DEFLATE_TOKENS, tokens);
    write(to, StreamKind.DEFLATE_CODES, codes);
  }

  static Corrections read(StreamReader from) {
    return new Corrections(
        read(from, StreamKind.DEFLATE_BLOCKS),
        read(from, StreamKind.DEFLATE_TOKENS),
        read(from, StreamKind.DEFLATE_CODES));
  }

  private static void write(StreamWriter to, StreamKind kind, byte[] part) {
    to.stream(StreamKind.DEFLATE).number(part.length);
    to.stream(kind).put(part, 0, part.length);
  }

  private static byte[] read(StreamReader from, StreamKind kind) {
    ByteSource sizes = from.stream(StreamKind.DEFLATE);
    long size = sizes.number();
    if (size > LIMIT) {
      throw new BadDelta("the corrections of a deflated stream have " + size + " bytes");
    }
    byte[] part = new byte[(int) size];
    from.stream(kind).next(part, 0, part.length);
    return part;
  }
}
