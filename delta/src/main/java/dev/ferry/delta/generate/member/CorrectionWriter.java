package dev.ferry.delta.generate.member;

import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.member.Corrections;
import dev.ferry.delta.member.Family;
import dev.ferry.delta.stream.StreamWriter;

/** Writes what was predicted wrong. */
final class CorrectionWriter implements Corrections {
  private final StreamWriter out;
  private final long[] right = new long[Family.values().length];

  CorrectionWriter(StreamWriter out) {
    this.out = out;
  }

  @Override
  public long code(ReferenceKind kind, long expected, long actual) {
    Family family = Family.of(kind);
    if (actual == expected) {
      right[family.index()]++;
    } else {
      out.stream(family.runs()).number(right[family.index()]);
      out.stream(family.corrections()).signed(actual - expected);
      right[family.index()] = 0;
    }
    return actual;
  }

  void end() {
    for (Family family : Family.values()) {
      out.stream(family.runs()).number(right[family.index()]);
    }
  }
}
