package dev.ferry.delta.member;

import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamReader;

/**
 * Reads what was predicted wrong: for each family of kinds, runs of right ones and a correction.
 */
final class CorrectionReader implements Corrections {
  private final Column[] columns;

  CorrectionReader(StreamReader in) {
    columns = new Column[Family.values().length];
    for (Family family : Family.values()) {
      columns[family.index()] =
          new Column(in.stream(family.runs()), in.stream(family.corrections()));
    }
  }

  @Override
  public long code(ReferenceKind kind, long expected, long actual) {
    return columns[Family.of(kind).index()].next(expected);
  }

  /** Checks that nothing is left over. */
  void end() {
    for (Column column : columns) {
      column.end();
    }
  }

  private static final class Column {
    private final ByteSource runs;
    private final ByteSource corrections;
    private long right;

    Column(ByteSource runs, ByteSource corrections) {
      this.runs = runs;
      this.corrections = corrections;
      right = runs.number();
    }

    long next(long expected) {
      if (right > 0) {
        right--;
        return expected;
      }
      right = runs.number();
      return expected + corrections.signed();
    }

    void end() {
      if (right != 0) {
        throw new BadDelta("references are left over behind a member");
      }
    }
  }
}
