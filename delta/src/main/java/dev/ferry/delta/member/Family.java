package dev.ferry.delta.member;

import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.stream.StreamKind;

/** Kinds of references whose corrections stand together. */
public enum Family {
  BRANCH(0, StreamKind.BRANCH_RUN, StreamKind.BRANCH_CORRECTION),
  OPERAND(1, StreamKind.OPERAND_RUN, StreamKind.OPERAND_CORRECTION),
  TABLE(2, StreamKind.TABLE_RUN, StreamKind.TABLE_CORRECTION);

  private final int index;
  private final StreamKind runs;
  private final StreamKind corrections;

  Family(int index, StreamKind runs, StreamKind corrections) {
    this.index = index;
    this.runs = runs;
    this.corrections = corrections;
  }

  /** The family of a kind. */
  public static Family of(ReferenceKind kind) {
    return switch (kind) {
      case REL32, AARCH64_BRANCH26, AARCH64_BRANCH19, AARCH64_BRANCH14 -> BRANCH;
      case RIP32,
          RIP32_1,
          RIP32_2,
          RIP32_4,
          AARCH64_ADRP,
          AARCH64_ADR,
          AARCH64_LOW12,
          AARCH64_LOW12_2,
          AARCH64_LOW12_4,
          AARCH64_LOW12_8,
          AARCH64_LOW12_16 ->
          OPERAND;
      case TABLE32, PCREL32, ABS64, ABS32, OFFSET32 -> TABLE;
    };
  }

  /** The family's number, from 0. */
  public int index() {
    return index;
  }

  /** Where runs of right predictions are counted. */
  public StreamKind runs() {
    return runs;
  }

  /** Where wrong ones are corrected. */
  public StreamKind corrections() {
    return corrections;
  }
}
