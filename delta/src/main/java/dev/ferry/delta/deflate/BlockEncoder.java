package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;

/** Writes blocks of a deflated stream. */
final class BlockEncoder {
  private final BitWriter bits;
  private final byte[] buffer = new byte[1 << 12];

  BlockEncoder(OutputStream to) {
    bits = new BitWriter(to);
  }

  /** How many bits of the last byte are written. */
  int phase() {
    return bits.phase();
  }

  /** How many whole bytes are written. */
  long bytes() {
    return bits.bytes();
  }

  void stored(Bytes content, long from, int length, boolean last) throws IOException {
    begin(Block.STORED, last);
    bits.align();
    bits.write(length, Short.SIZE);
    bits.write(length ^ 0xffff, Short.SIZE);
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, buffer.length);
      content.copy(from + done, buffer, 0, count);
      for (int i = 0; i < count; i++) {
        bits.put(buffer[i]);
      }
      done += count;
    }
  }

  void fixed(Block block, boolean last) throws IOException {
    begin(Block.FIXED, last);
    tokens(block, Alphabet.fixedLiterals(), Alphabet.fixedDistances());
  }

  void dynamic(Block block, CodeHeader header, boolean last) throws IOException {
    begin(Block.DYNAMIC, last);
    bits.write(header.literalCount() - (Alphabet.END + 1), 5);
    bits.write(header.distanceCount() - 1, 5);
    bits.write(header.repeatCount() - 4, 4);
    for (int i = 0; i < header.repeatCount(); i++) {
      bits.write(header.repeats()[Alphabet.order(i)], 3);
    }
    CanonicalCode code = CanonicalCode.of(header.repeats());
    for (int i = 0; i < header.symbolCount(); i++) {
      code.write(header.symbol(i), bits);
      bits.write(header.extra(i), Alphabet.repeatExtra(header.symbol(i)));
    }
    tokens(block, header.literals(), header.distances());
  }

  /** Ends the stream. */
  void finish() throws IOException {
    bits.align();
    bits.flush();
  }

  private void begin(int type, boolean last) throws IOException {
    bits.write(last ? 1 : 0, 1);
    bits.write(type, 2);
  }

  private void tokens(Block block, byte[] literalLengths, byte[] distanceLengths)
      throws IOException {
    CanonicalCode literals = CanonicalCode.of(literalLengths);
    CanonicalCode distances = CanonicalCode.of(distanceLengths);
    for (int i = 0; i < block.count(); i++) {
      int token = block.token(i);
      if (Token.isMatch(token)) {
        int length = Token.length(token);
        int symbol = Alphabet.lengthSymbol(length);
        literals.write(symbol, bits);
        bits.write(length - Alphabet.lengthBase(symbol), Alphabet.literalExtra(symbol));
        int distance = Token.distance(token);
        int far = Alphabet.distanceSymbol(distance);
        distances.write(far, bits);
        bits.write(distance - Alphabet.distanceBase(far), Alphabet.distanceExtra(far));
      } else {
        literals.write(token, bits);
      }
    }
    literals.write(Alphabet.END, bits);
  }
}
