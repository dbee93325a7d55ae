package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.deflate.Alphabet;
import dev.ferry.delta.deflate.Block;
import dev.ferry.delta.deflate.CodeHeader;
import dev.ferry.delta.deflate.StreamBlock;
import dev.ferry.delta.deflate.Token;
import dev.ferry.delta.stream.BadDelta;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of a deflated stream, symbol by symbol. */
final class StreamBlocks {
  private final BitReader bits;
  private final Block tokens = new Block();

  StreamBlocks(Bytes compressed) {
    bits = new BitReader(compressed);
  }

  /**
   * The next block; its tokens are valid until the one after it is read.
   *
   * @throws BadDelta where there is none, or it has too many symbols
   */
  StreamBlock next() {
    int phase = bits.phase();
    boolean last = bits.read(1) == 1;
    int type = bits.read(2);
    tokens.clear();
    int stored = 0;
    CodeHeader header = null;
    switch (type) {
      case Block.STORED -> stored = skipStored();
      case Block.FIXED ->
          readTokens(
              DecodingTable.of(Alphabet.fixedLiterals()),
              DecodingTable.of(Alphabet.fixedDistances()));
      case Block.DYNAMIC -> {
        header = readHeader();
        readTokens(DecodingTable.of(header.literals()), DecodingTable.of(header.distances()));
      }
      default -> throw new BadDelta("a block of a deflated stream has type 3");
    }
    return block(type, last, phase, stored, header);
  }

  private StreamBlock block(
      int type, boolean last, int phase, int stored, @Nullable CodeHeader header) {
    return new StreamBlock(type, last, phase, stored, header, tokens, bits.wholeBytes());
  }

  private int skipStored() {
    bits.align();
    int length = bits.read(Short.SIZE);
    if (bits.read(Short.SIZE) != (length ^ 0xffff)) {
      throw new BadDelta("a stored block has lengths that do not match");
    }
    bits.skipBytes(length);
    return length;
  }

  private CodeHeader readHeader() {
    CodeHeader header = new CodeHeader();
    int literals = bits.read(5) + Alphabet.END + 1;
    int distances = bits.read(5) + 1;
    int repeats = bits.read(4) + 4;
    header.counts(literals, distances, repeats);
    for (int i = 0; i < repeats; i++) {
      header.repeats()[Alphabet.order(i)] = (byte) bits.read(3);
    }
    DecodingTable table = DecodingTable.of(header.repeats());
    byte[] lengths = new byte[literals + distances];
    for (int done = 0; done < lengths.length; ) {
      int symbol = table.read(bits);
      int extra = bits.read(Alphabet.repeatExtra(symbol));
      header.add(symbol, extra);
      done = header.spread(symbol, extra, lengths, done);
    }
    header.split(lengths);
    return header;
  }

  private void readTokens(DecodingTable literals, DecodingTable distances) {
    while (true) {
      int symbol = literals.read(bits);
      if (symbol < Alphabet.END) {
        tokens.add(symbol);
      } else if (symbol == Alphabet.END) {
        return;
      } else {
        tokens.add(match(symbol, distances));
      }
    }
  }

  private int match(int symbol, DecodingTable distances) {
    if (symbol > 285) {
      throw new BadDelta("a deflated stream has symbol " + symbol);
    }
    int length = Alphabet.lengthBase(symbol) + bits.read(Alphabet.literalExtra(symbol));
    int far = distances.read(bits);
    if (far > 29) {
      throw new BadDelta("a deflated stream has distance symbol " + far);
    }
    return Token.match(length, Alphabet.distanceBase(far) + bits.read(Alphabet.distanceExtra(far)));
  }
}
