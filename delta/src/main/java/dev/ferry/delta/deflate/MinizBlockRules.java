package dev.ferry.delta.deflate;

/**
 * Blocks of miniz: a buffer of 64 KiB in which a literal takes one byte, a match three, and every
 * eight of them one more; what does not shrink ends at 31 KiB.
 */
final class MinizBlockRules implements BlockRules {
  private static final int BUFFER = (1 << 16) - 8;
  private static final int FAT_FROM = 31 * 1024;
  private static final int FIXED_BELOW = 48;
  private static final int STORED_FROM = 33;
  private static final int WINDOW = 1 << 15;

  private final boolean fixed;

  MinizBlockRules(CompressorStrategy strategy) {
    fixed = strategy == CompressorStrategy.FIXED;
  }

  @Override
  public boolean isFull(Block block) {
    int used = 1 + block.count() + 2 * block.matches() + block.count() / 8;
    return used > BUFFER || (block.bytes() > FAT_FROM && ((long) used * 115) >> 7 >= block.bytes());
  }

  @Override
  public boolean isLastWhenFull(Block block) {
    return false;
  }

  @Override
  public int type(Block block, CodeHeader header, int phase) {
    boolean isFixed = fixed || block.bytes() < FIXED_BELOW;
    long bits =
        isFixed
            ? block.bits(Alphabet.fixedLiterals(), Alphabet.fixedDistances())
            : block.bits(header.literals(), header.distances()) + header.bits();
    int begun = (phase + 1) % Byte.SIZE;
    boolean grown = (begun + 2 + bits) / Byte.SIZE + 1 >= block.bytes();
    if (grown && block.bytes() >= STORED_FROM && block.bytes() < WINDOW) {
      return Block.STORED;
    }
    return isFixed ? Block.FIXED : Block.DYNAMIC;
  }

  @Override
  public CodeHeader header(Block block) {
    CodeHeader header = new CodeHeader();
    MinizCode.build(block.literals(), Alphabet.LITERALS, 15, header.literals());
    MinizCode.build(block.distances(), Alphabet.DISTANCES, 15, header.distances());
    int literals = count(header.literals(), Alphabet.USED_LITERALS, Alphabet.END + 1);
    int distances = count(header.distances(), Alphabet.USED_DISTANCES, 1);
    byte[] lengths = new byte[literals + distances];
    System.arraycopy(header.literals(), 0, lengths, 0, literals);
    System.arraycopy(header.distances(), 0, lengths, literals, distances);
    scan(header, lengths);
    MinizCode.build(header.symbolFrequencies(), Alphabet.LENGTHS, 7, header.repeats());
    header.counts(literals, distances, 0);
    header.trimRepeats();
    return header;
  }

  private static int count(byte[] lengths, int most, int least) {
    int count = most;
    while (count > least && lengths[count - 1] == 0) {
      count--;
    }
    return count;
  }

  /** Writes lengths as symbols: after a length its repetitions, six at a time. */
  private static void scan(CodeHeader header, byte[] lengths) {
    for (int i = 0; i < lengths.length; ) {
      int length = lengths[i];
      int run = 1;
      while (i + run < lengths.length && lengths[i + run] == length) {
        run++;
      }
      i += run;
      if (length == 0) {
        zeros(header, run);
      } else {
        header.add(length, 0);
        repeats(header, length, run - 1);
      }
    }
  }

  private static void zeros(CodeHeader header, int run) {
    for (int rest = run; rest > 0; ) {
      int count = Math.min(rest, 138);
      rest -= count;
      if (count < 3) {
        for (int i = 0; i < count; i++) {
          header.add(0, 0);
        }
      } else {
        header.add(count <= 10 ? 17 : 18, count - (count <= 10 ? 3 : 11));
      }
    }
  }

  private static void repeats(CodeHeader header, int length, int run) {
    for (int rest = run; rest > 0; ) {
      int count = Math.min(rest, 6);
      rest -= count;
      if (count < 3) {
        for (int i = 0; i < count; i++) {
          header.add(length, 0);
        }
      } else {
        header.add(16, count - 3);
      }
    }
  }
}
