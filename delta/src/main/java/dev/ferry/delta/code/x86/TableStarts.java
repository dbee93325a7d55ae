package dev.ferry.delta.code.x86;

import java.util.Arrays;

/** Addresses that instructions load: some are where tables of switches begin. */
public final class TableStarts {
  private long[] starts = new long[1024];
  private int count;

  void add(long address) {
    if (count == starts.length) {
      compact();
    }
    starts[count++] = address;
  }

  /** Sorts, drops what is there twice, and makes room where that left little. */
  private void compact() {
    Arrays.sort(starts, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || starts[i] != starts[i - 1]) {
        starts[kept++] = starts[i];
      }
    }
    count = kept;
    if (count > starts.length / 2) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
  }

  /** The addresses, rising, each once. */
  long[] sorted() {
    compact();
    return Arrays.copyOf(starts, count);
  }
}
