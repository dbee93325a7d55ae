package dev.ferry.delta.code.table;

import java.util.Arrays;

/** Finds the record of the old function that begins at an address. */
final class OldStarts {
  private final long[] starts;
  private final int[] records;

  OldStarts(Frames frames) {
    long[] order = new long[frames.count];
    int count = 0;
    for (int i = 0; i < frames.count; i++) {
      if (frames.common[i] >= 0) {
        order[count++] = frames.relative(i) << 32 | i;
      }
    }
    Arrays.sort(order, 0, count);
    starts = new long[count];
    records = new int[count];
    for (int i = 0; i < count; i++) {
      records[i] = (int) order[i];
      starts[i] = frames.start(records[i]);
    }
  }

  /** The record, or {@link Alignment#NONE}; of several for one address any, but always the same. */
  int find(long address) {
    int found = Arrays.binarySearch(starts, address);
    return found < 0 ? Alignment.NONE : records[found];
  }
}
