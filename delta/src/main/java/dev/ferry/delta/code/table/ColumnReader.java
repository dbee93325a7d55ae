package dev.ferry.delta.code.table;

import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.util.EnumMap;
import java.util.Map;

/** Reads what {@link ColumnWriter} wrote. One reader serves one member. */
public final class ColumnReader implements Columns {
  private static final class Run {
    private final ByteSource source;
    private long left;

    Run(ByteSource source) {
      this.source = source;
      left = source.number();
    }
  }

  private final StreamReader in;
  private final Map<StreamKind, Run> runs = new EnumMap<>(StreamKind.class);

  public ColumnReader(StreamReader in) {
    this.in = in;
  }

  @Override
  public long code(StreamKind column, long expected, long actual) {
    Run run = runs.get(column);
    if (run == null) {
      run = new Run(in.stream(column));
      runs.put(column, run);
    } else if (run.left < 0) {
      run.left = run.source.number();
    }
    if (run.left > 0) {
      run.left--;
      return expected;
    }
    run.left = -1;
    return expected + run.source.signed();
  }

  @Override
  public void code(StreamKind column, byte[] bytes, int from, int length) {
    in.stream(column).next(bytes, from, length);
  }
}
