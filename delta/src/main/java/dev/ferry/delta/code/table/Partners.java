package dev.ferry.delta.code.table;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.StreamKind;

/** Says for one entry of a new table after the other which old entry is its partner. */
final class Partners {
  private final Columns columns;
  private final StreamKind column;
  private final int count;
  private int next;

  Partners(Columns columns, StreamKind column, int count) {
    this.columns = columns;
    this.column = column;
    this.count = count;
  }

  /** The old entry that is expected next; may be the number of entries. */
  int next() {
    return next;
  }

  /** Skips an old entry that is known to be gone. */
  void skip() {
    next++;
  }

  /** The partner of the next new entry: {@link Alignment#NONE} or an old entry. */
  int code(int actual) {
    long plain = actual == Alignment.NONE ? next + 1 : actual > next ? actual + 1 : actual;
    long coded = columns.code(column, next, plain);
    long partner = coded == next + 1L ? Alignment.NONE : coded > next ? coded - 1 : coded;
    if (partner < Alignment.NONE || partner >= count) {
      if (coded != next) {
        throw new BadDelta("a table is aligned with an entry that is not there");
      }
      return Alignment.NONE;
    }
    if (partner != Alignment.NONE) {
      next = (int) partner + 1;
    }
    return (int) partner;
  }
}
