package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.OutputStream;

/** Makes a stream by predicting it and correcting what was predicted. */
final class Reconstruction {
  private static final int LONGEST_STORED = 0xffff;
  private static final int FARTHEST = 1 << 15;

  private final Bytes content;
  private final Predictor predictor;
  private final BlockRules rules;
  private final BlockEncoder encoder;
  private final GapReader blocks;
  private final GapReader tokens;
  private final GapReader codes;
  private final Block block = new Block();
  private long place;

  Reconstruction(
      CompressorSettings settings, Corrections corrections, Bytes content, OutputStream to) {
    this.content = content;
    predictor = Predictor.of(settings, content);
    rules = BlockRules.of(settings);
    encoder = new BlockEncoder(to);
    blocks = new GapReader(corrections.blocks());
    tokens = new GapReader(corrections.tokens());
    codes = new GapReader(corrections.codes());
  }

  void write() throws IOException {
    boolean last = false;
    while (!last) {
      block.clear();
      last = blocks.isDue() ? corrected() : predicted();
      predictor.written(encoder.bytes());
    }
    encoder.finish();
    if (!predictor.isEnd() || !blocks.isEmpty() || !tokens.isEmpty() || !codes.isEmpty()) {
      throw new BadDelta("a deflated stream ends before its content or its corrections do");
    }
  }

  private boolean predicted() throws IOException {
    boolean last = collectPredicted();
    CodeHeader header = rules.header(block);
    write(rules.type(block, header, encoder.phase()), header, last);
    return last;
  }

  private boolean corrected() throws IOException {
    BlockCorrection correction = BlockCorrection.read(blocks);
    blocks.done();
    if (correction.length() < 0) {
      collectPredicted();
    } else if (correction.type() == Block.STORED) {
      skip(correction.length());
      store(correction.length(), correction.last());
      return correction.last();
    } else {
      collect(correction.length());
    }
    write(correction.type(), rules.header(block), correction.last());
    return correction.last();
  }

  /** Collects tokens up to where the compressor would end the block; says if it is the last. */
  private boolean collectPredicted() {
    boolean full = false;
    while (!predictor.isEnd() && !full) {
      block.add(token());
      full = rules.isFull(block);
    }
    return predictor.isEnd() && (!full || rules.isLastWhenFull(block));
  }

  private void collect(long count) {
    for (long i = 0; i < count; i++) {
      if (predictor.isEnd()) {
        throw new BadDelta("a deflated stream has more symbols than its content");
      }
      block.add(token());
    }
  }

  private int token() {
    int token;
    if (tokens.isDue()) {
      token = readToken();
      tokens.done();
    } else {
      token = predictor.next();
    }
    predictor.accept(token);
    return token;
  }

  private int readToken() {
    long length = tokens.number();
    if (length == 0) {
      return predictor.literal();
    }
    length += 2;
    long distance = tokens.number();
    if (length > Math.min(Token.LONGEST, predictor.rest()) || distance < 1 || distance > FARTHEST) {
      throw new BadDelta(
          "a deflated stream has a match of " + length + " bytes at distance " + distance);
    }
    return Token.match((int) length, (int) distance);
  }

  /** Walks through stored bytes as the compressor does, though its tokens are not written. */
  private void skip(long length) {
    if (length > Math.min(LONGEST_STORED, predictor.rest())) {
      throw new BadDelta("a deflated stream stores " + length + " bytes");
    }
    StoredWalk.walk(predictor, length);
  }

  private void write(int type, CodeHeader predicted, boolean last) throws IOException {
    switch (type) {
      case Block.STORED -> store(block.bytes(), last);
      case Block.FIXED -> {
        encoder.fixed(block, last);
        place += block.bytes();
      }
      default -> {
        CodeHeader header = predicted;
        if (codes.isDue()) {
          header = HeaderCorrection.read(codes);
          codes.done();
        }
        encoder.dynamic(block, header, last);
        place += block.bytes();
      }
    }
  }

  private void store(long length, boolean last) throws IOException {
    if (length > LONGEST_STORED) {
      throw new BadDelta("a deflated stream stores " + length + " bytes in one block");
    }
    encoder.stored(content, place, (int) length, last);
    place += length;
  }
}
