package dev.ferry.delta.deflate;

/** Blocks of zlib and of zlib-rs: so many symbols, and the type that takes the fewest bytes. */
final class ZlibBlockRules implements BlockRules {
  private static final int LONGEST_CODE = 15;
  private static final int LONGEST_REPEAT_CODE = 7;
  private static final int LONGEST_STORED = 0xffff;

  private final CompressorSettings settings;
  private final int most;
  private final boolean lazy;
  private final byte[] fixedLiterals = Alphabet.fixedLiterals();
  private final byte[] fixedDistances = Alphabet.fixedDistances();

  ZlibBlockRules(CompressorSettings settings) {
    this.settings = settings;
    most = (1 << (settings.memoryLevel() + 6)) - 1;
    lazy =
        settings.family() == CompressorFamily.ZLIB
            && settings.level() >= 4
            && settings.strategy() != CompressorStrategy.HUFFMAN_ONLY
            && settings.strategy() != CompressorStrategy.RLE;
  }

  @Override
  public boolean isFull(Block block) {
    return block.count() == most;
  }

  @Override
  public boolean isLastWhenFull(Block block) {
    return lazy && !Token.isMatch(block.token(block.count() - 1));
  }

  @Override
  public int type(Block block, CodeHeader header, int phase) {
    if (block.count() == 0) {
      return Block.FIXED;
    }
    long dynamic = (block.bits(header.literals(), header.distances()) + header.bits() + 3 + 7) >> 3;
    long fixed = (block.bits(fixedLiterals, fixedDistances) + 3 + 7) >> 3;
    boolean isFixed = fixed <= dynamic || settings.strategy() == CompressorStrategy.FIXED;
    if (block.bytes() <= LONGEST_STORED && block.bytes() + 4 <= (isFixed ? fixed : dynamic)) {
      return Block.STORED;
    }
    return isFixed ? Block.FIXED : Block.DYNAMIC;
  }

  @Override
  public CodeHeader header(Block block) {
    CodeHeader header = new CodeHeader();
    int literals =
        ZlibCode.build(block.literals(), Alphabet.USED_LITERALS, LONGEST_CODE, header.literals());
    int distances =
        ZlibCode.build(
            block.distances(), Alphabet.USED_DISTANCES, LONGEST_CODE, header.distances());
    scan(header, header.literals(), literals + 1);
    scan(header, header.distances(), distances + 1);
    ZlibCode.build(
        header.symbolFrequencies(), Alphabet.LENGTHS, LONGEST_REPEAT_CODE, header.repeats());
    header.counts(literals + 1, distances + 1, 0);
    header.trimRepeats();
    return header;
  }

  /**
   * Writes lengths as symbols: runs of up to 138 zeros, of up to 6 equal lengths after the first.
   */
  private static void scan(CodeHeader header, byte[] lengths, int count) {
    int before = -1;
    for (int i = 0; i < count; ) {
      int length = lengths[i];
      int longest = length == 0 ? 138 : length == before ? 6 : 7;
      int shortest = length == 0 || length == before ? 3 : 4;
      int run = 1;
      while (run < longest && i + run < count && lengths[i + run] == length) {
        run++;
      }
      i += run;
      write(header, length, run, shortest, before);
      before = length;
    }
  }

  private static void write(CodeHeader header, int length, int run, int shortest, int before) {
    if (run < shortest) {
      for (int i = 0; i < run; i++) {
        header.add(length, 0);
      }
    } else if (length != 0) {
      int rest = run;
      if (length != before) {
        header.add(length, 0);
        rest--;
      }
      header.add(16, rest - 3);
    } else if (run <= 10) {
      header.add(17, run - 3);
    } else {
      header.add(18, run - 11);
    }
  }
}
