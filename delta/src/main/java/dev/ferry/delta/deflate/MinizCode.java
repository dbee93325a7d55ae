package dev.ferry.delta.deflate;

import java.util.Arrays;

/**
 * Lengths of a Huffman code as miniz makes them: the in-place algorithm of Moffat and Katajainen
 * over the symbols in order of frequency, those of one frequency in their own order.
 */
final class MinizCode {
  private static final int DEEPEST = 64;

  private MinizCode() {}

  /** Fills in the lengths of the symbols below {@code elements}. */
  static void build(int[] frequencies, int elements, int longest, byte[] lengths) {
    Arrays.fill(lengths, (byte) 0);
    int[] symbols = sorted(frequencies, elements);
    int[] keys = new int[symbols.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = frequencies[symbols[i]];
    }
    toDepths(keys);
    int[] counts = new int[DEEPEST];
    for (int key : keys) {
      counts[Math.min(key, DEEPEST - 1)]++;
    }
    shorten(counts, keys.length, longest);
    int last = symbols.length;
    for (int length = 1; length <= longest; length++) {
      int first = last - counts[length];
      for (int i = first; i < last; i++) {
        lengths[symbols[i]] = (byte) length;
      }
      last = first;
    }
  }

  private static int[] sorted(int[] frequencies, int elements) {
    long[] keyed = new long[elements];
    int used = 0;
    for (int i = 0; i < elements; i++) {
      if (frequencies[i] != 0) {
        keyed[used++] = (long) frequencies[i] << Integer.SIZE | i;
      }
    }
    Arrays.sort(keyed, 0, used);
    int[] symbols = new int[used];
    for (int i = 0; i < used; i++) {
      symbols[i] = (int) keyed[i];
    }
    return symbols;
  }

  /** Turns frequencies in rising order into depths in falling order. */
  private static void toDepths(int[] keys) {
    int count = keys.length;
    if (count < 2) {
      Arrays.fill(keys, 1);
      return;
    }
    join(keys, count);
    keys[count - 2] = 0;
    for (int i = count - 3; i >= 0; i--) {
      keys[i] = keys[keys[i]] + 1;
    }
    spread(keys, count);
  }

  private static void join(int[] keys, int count) {
    keys[0] += keys[1];
    int root = 0;
    int leaf = 2;
    for (int next = 1; next < count - 1; next++) {
      if (leaf >= count || keys[root] < keys[leaf]) {
        keys[next] = keys[root];
        keys[root++] = next;
      } else {
        keys[next] = keys[leaf++];
      }
      if (leaf >= count || (root < next && keys[root] < keys[leaf])) {
        keys[next] += keys[root];
        keys[root++] = next;
      } else {
        keys[next] += keys[leaf++];
      }
    }
  }

  private static void spread(int[] keys, int count) {
    int free = 1;
    int root = count - 2;
    int next = count - 1;
    for (int depth = 0; free > 0; depth++) {
      int used = 0;
      while (root >= 0 && keys[root] == depth) {
        used++;
        root--;
      }
      for (; free > used; free--) {
        keys[next--] = depth;
      }
      free = 2 * used;
    }
  }

  private static void shorten(int[] counts, int symbols, int longest) {
    if (symbols <= 1) {
      return;
    }
    for (int i = longest + 1; i < counts.length; i++) {
      counts[longest] += counts[i];
    }
    long total = 0;
    for (int i = longest; i > 0; i--) {
      total += (long) counts[i] << (longest - i);
    }
    for (; total > 1L << longest; total--) {
      counts[longest]--;
      int level = longest - 1;
      while (counts[level] == 0) {
        level--;
      }
      counts[level]--;
      counts[level + 1] += 2;
    }
  }
}
