package dev.ferry.delta.deflate;

/** Where a compressor ends blocks, which type it gives them, and which codes. */
sealed interface BlockRules permits ZlibBlockRules, MinizBlockRules {
  /** Whether the compressor ends the block after the last token. */
  boolean isFull(Block block);

  /**
   * Whether a block that is full where the content ends is the last one; else an empty one follows.
   */
  boolean isLastWhenFull(Block block);

  /** The codes that the compressor would give a dynamic block. */
  CodeHeader header(Block block);

  /**
   * The type that the compressor gives the block.
   *
   * @param header what {@link #header} gave
   * @param phase how many bits of the last byte are written before the block
   */
  int type(Block block, CodeHeader header, int phase);

  /** The rules of a compressor. */
  static BlockRules of(CompressorSettings settings) {
    return settings.family() == CompressorFamily.MINIZ
        ? new MinizBlockRules(settings.strategy())
        : new ZlibBlockRules(settings);
  }
}
