package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;
import java.util.Objects;

/** Codes the blocks of a stream as corrections to what a compressor would have made. */
public final class CorrectionWriter {
  private final Predictor predictor;
  private final BlockRules rules;
  private final GapWriter blocks = new GapWriter();
  private final GapWriter tokens = new GapWriter();
  private final GapWriter codes = new GapWriter();
  private final Block predicted = new Block();

  /** Begins with the content of a stream and the compressor that predicts it. */
  public CorrectionWriter(CompressorSettings settings, Bytes content) {
    predictor = Predictor.of(settings, content);
    rules = BlockRules.of(settings);
  }

  /**
   * Takes the next block.
   *
   * @return whether it suits the content; where not, this can no longer be used
   */
  public boolean add(StreamBlock block) {
    boolean suits = block.type() == Block.STORED ? addStored(block) : addTokens(block);
    predictor.written(block.end());
    return suits;
  }

  /** How many bytes the corrections have up to now. */
  public long size() {
    return (long) blocks.size() + tokens.size() + codes.size();
  }

  /** The corrections. */
  public Corrections corrections() {
    return new Corrections(blocks.toBytes(), tokens.toBytes(), codes.toBytes());
  }

  private boolean addTokens(StreamBlock block) {
    predicted.clear();
    boolean ended = false;
    boolean tooLong = false;
    for (int i = 0; i < block.tokens().count(); i++) {
      int token = block.tokens().token(i);
      if (Token.length(token) > predictor.rest()) {
        return false;
      }
      tooLong |= ended;
      addToken(token);
      predicted.add(token);
      ended = rules.isFull(predicted);
    }
    CodeHeader header = rules.header(predicted);
    boolean rightEnd = !tooLong && (ended || predictor.isEnd());
    boolean last = predictor.isEnd() && (!ended || rules.isLastWhenFull(predicted));
    int type = rules.type(predicted, header, block.phase());
    addBlock(block, rightEnd, type == block.type() && last == block.last(), predicted.count());
    if (block.type() == Block.DYNAMIC) {
      CodeHeader actual = Objects.requireNonNull(block.header());
      if (header.isSame(actual)) {
        codes.right();
      } else {
        codes.correct();
        HeaderCorrection.write(actual, codes);
      }
    }
    return true;
  }

  private void addToken(int token) {
    if (predictor.next() == token) {
      tokens.right();
    } else {
      tokens.correct();
      if (Token.isMatch(token)) {
        tokens.number(Token.length(token) - 2L);
        tokens.number(Token.distance(token));
      } else {
        tokens.number(0);
      }
    }
    predictor.accept(token);
  }

  private boolean addStored(StreamBlock block) {
    if (block.stored() > predictor.rest()) {
      return false;
    }
    predicted.clear();
    boolean ended = false;
    boolean different = false;
    int rest = block.stored();
    while (rest > 0) {
      different |= ended;
      int token = predictor.next();
      different |= Token.length(token) > rest;
      rest -= StoredWalk.step(predictor, rest);
      predicted.add(different ? 0 : token);
      ended = rules.isFull(predicted);
    }
    boolean rightEnd = !different && (ended || predictor.isEnd());
    boolean last = predictor.isEnd() && (!ended || rules.isLastWhenFull(predicted));
    int type = rules.type(predicted, rules.header(predicted), block.phase());
    if (rightEnd) {
      tokens.right(predicted.count());
    }
    addBlock(block, rightEnd, type == Block.STORED && last == block.last(), block.stored());
    return true;
  }

  private void addBlock(StreamBlock block, boolean rightEnd, boolean rightKind, long length) {
    if (rightEnd && rightKind) {
      blocks.right();
    } else {
      blocks.correct();
      new BlockCorrection(block.type(), block.last(), rightEnd ? -1 : length).write(blocks);
    }
  }
}
