package dev.ferry.delta.code.table;

import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes columns: how many numbers were as expected, then by how much the next one was not, and so
 * on. A last count stands alone.
 */
public final class ColumnWriter implements Columns {
  private final StreamWriter out;
  private final Map<StreamKind, long[]> runs = new EnumMap<>(StreamKind.class);

  public ColumnWriter(StreamWriter out) {
    this.out = out;
  }

  @Override
  public long code(StreamKind column, long expected, long actual) {
    long[] run = runs.computeIfAbsent(column, any -> new long[1]);
    if (actual == expected) {
      run[0]++;
      return actual;
    }
    ByteSink sink = out.stream(column);
    sink.number(run[0]);
    sink.signed(actual - expected);
    run[0] = 0;
    return actual;
  }

  @Override
  public void code(StreamKind column, byte[] bytes, int from, int length) {
    out.stream(column).put(bytes, from, length);
  }

  /** Ends all columns; the next member begins anew. */
  public void end() {
    runs.forEach(
        (column, run) -> {
          if (run[0] > 0) {
            out.stream(column).number(run[0]);
          }
        });
    runs.clear();
  }
}
