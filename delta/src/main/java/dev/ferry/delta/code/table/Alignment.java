package dev.ferry.delta.code.table;

import java.util.Arrays;

/**
 * Finds for each entry of a new table the entry of the old one that is most likely the same, by
 * keys that are equal. Only who makes a delta asks: the answer is written into it.
 */
final class Alignment {
  /** No entry of the old table. */
  static final int NONE = -1;

  private static final int FAR = 256;

  private final long[] old;
  private final long[] fresh;
  private final long[] order;
  private final int[] partners;

  private Alignment(long[] old, long[] fresh) {
    this.old = old;
    this.fresh = fresh;
    order = new long[old.length];
    for (int i = 0; i < old.length; i++) {
      order[i] = slot(old[i], i);
    }
    Arrays.sort(order);
    partners = new int[fresh.length];
  }

  /** The index of the old entry for each new one, or {@link #NONE}. */
  static int[] of(long[] old, long[] fresh) {
    Alignment alignment = new Alignment(old, fresh);
    alignment.pair();
    alignment.fillGaps();
    return alignment.partners;
  }

  private void pair() {
    int next = 0;
    for (int i = 0; i < fresh.length; i++) {
      int partner = isPair(i, next) ? next : search(i, next);
      partners[i] = partner;
      next = partner == NONE ? next : partner + 1;
    }
  }

  private boolean isPair(int i, int j) {
    return i < fresh.length && j < old.length && old[j] == fresh[i];
  }

  /** The nearest entry of the same key; one that is far away only where its neighbour fits too. */
  private int search(int i, int next) {
    int at = Arrays.binarySearch(order, slot(fresh[i], next));
    int above = at < 0 ? -at - 1 : at;
    int later = entry(i, above);
    int earlier = entry(i, above - 1);
    int best = later;
    if (later == NONE || (earlier != NONE && next - earlier < later - next)) {
      best = earlier;
    }
    if (best == NONE || (Math.abs(best - next) > FAR && !isPair(i + 1, best + 1))) {
      return NONE;
    }
    return best;
  }

  private int entry(int i, int at) {
    if (at < 0 || at >= order.length) {
      return NONE;
    }
    int j = (int) order[at];
    return old[j] == fresh[i] ? j : NONE;
  }

  /** As many without partners on both sides, between two pairs: they are paired in order. */
  private void fillGaps() {
    int before = NONE;
    for (int i = 0; i < fresh.length; i++) {
      if (partners[i] != NONE) {
        int gap = i - before - 1;
        int start = before == NONE ? NONE : partners[before];
        if (gap > 0 && partners[i] - start - 1 == gap) {
          for (int k = 1; k <= gap; k++) {
            partners[before + k] = start + k;
          }
        }
        before = i;
      }
    }
  }

  private static long slot(long key, int index) {
    return (Hash.mix(key) & 0xffffffff00000000L) | index;
  }
}
