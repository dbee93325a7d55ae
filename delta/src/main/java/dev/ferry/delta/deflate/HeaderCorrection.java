package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.ByteSource;

/**
 * The codes of a block that are not as predicted: the three counts, the lengths of the code for
 * code lengths in their odd order, and the symbols, each that repeats with its extra number.
 */
final class HeaderCorrection {
  private HeaderCorrection() {}

  static void write(CodeHeader header, ByteSink to) {
    to.put(header.literalCount() - (Alphabet.END + 1));
    to.put(header.distanceCount() - 1);
    to.put(header.repeatCount() - 4);
    for (int i = 0; i < header.repeatCount(); i++) {
      to.put(header.repeats()[Alphabet.order(i)]);
    }
    for (int i = 0; i < header.symbolCount(); i++) {
      to.put(header.symbol(i));
      if (header.symbol(i) >= 16) {
        to.put(header.extra(i));
      }
    }
  }

  static CodeHeader read(ByteSource from) {
    CodeHeader header = new CodeHeader();
    int literals = bounded(from, 31) + Alphabet.END + 1;
    int distances = bounded(from, 31) + 1;
    int repeats = bounded(from, 15) + 4;
    header.counts(literals, distances, repeats);
    for (int i = 0; i < repeats; i++) {
      header.repeats()[Alphabet.order(i)] = (byte) bounded(from, 7);
    }
    byte[] lengths = new byte[literals + distances];
    for (int done = 0; done < lengths.length; ) {
      int symbol = bounded(from, 18);
      int extra = symbol < 16 ? 0 : bounded(from, (1 << Alphabet.repeatExtra(symbol)) - 1);
      header.add(symbol, extra);
      done = header.spread(symbol, extra, lengths, done);
    }
    header.split(lengths);
    return header;
  }

  private static int bounded(ByteSource from, int most) {
    int value = from.next();
    if (value > most) {
      throw new BadDelta("a code of a deflated stream has " + value + ", want up to " + most);
    }
    return value;
  }
}
