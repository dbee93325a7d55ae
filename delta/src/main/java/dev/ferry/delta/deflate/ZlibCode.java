package dev.ferry.delta.deflate;

import java.util.Arrays;

/**
 * Lengths of a Huffman code as zlib makes them: which of equally good codes it takes hangs on the
 * order in which its heap gives up nodes of one frequency, and on how it shortens what is too long.
 */
final class ZlibCode {
  private final int[] frequency;
  private final int elements;
  private final int longest;
  private final byte[] lengths;
  private final int[] heap;
  private final int[] parent;
  private final int[] depth;
  private final int[] order;
  private int size;
  private int lowest;
  private int highest = -1;

  private ZlibCode(int[] frequencies, int elements, int longest, byte[] lengths) {
    this.frequency = Arrays.copyOf(frequencies, 2 * elements);
    this.elements = elements;
    this.longest = longest;
    this.lengths = lengths;
    this.heap = new int[elements + 2];
    this.parent = new int[2 * elements];
    this.depth = new int[2 * elements];
    this.order = new int[2 * elements];
    this.lowest = order.length;
  }

  /**
   * Fills in the lengths of the symbols below {@code elements}.
   *
   * @return the highest symbol that has a code; there are always two that have one
   */
  static int build(int[] frequencies, int elements, int longest, byte[] lengths) {
    Arrays.fill(lengths, (byte) 0);
    ZlibCode code = new ZlibCode(frequencies, elements, longest, lengths);
    Arrays.fill(code.frequency, elements, 2 * elements, 0);
    code.collect();
    code.join();
    code.measure();
    return code.highest;
  }

  private void collect() {
    for (int i = 0; i < elements; i++) {
      if (frequency[i] != 0) {
        heap[++size] = i;
        highest = i;
      }
    }
    while (size < 2) {
      int forced = highest < 2 ? ++highest : 0;
      heap[++size] = forced;
      frequency[forced] = 1;
    }
  }

  private void join() {
    for (int i = size / 2; i >= 1; i--) {
      sink(i);
    }
    int node = elements;
    do {
      int first = heap[1];
      heap[1] = heap[size--];
      sink(1);
      int second = heap[1];
      order[--lowest] = first;
      order[--lowest] = second;
      frequency[node] = frequency[first] + frequency[second];
      depth[node] = Math.max(depth[first], depth[second]) + 1;
      parent[first] = node;
      parent[second] = node;
      heap[1] = node++;
      sink(1);
    } while (size >= 2);
    order[--lowest] = heap[1];
  }

  private void sink(int from) {
    int moved = heap[from];
    int place = from;
    for (int child = 2 * place; child <= size; child = 2 * place) {
      if (child < size && isSmaller(heap[child + 1], heap[child])) {
        child++;
      }
      if (isSmaller(moved, heap[child])) {
        break;
      }
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = moved;
  }

  private boolean isSmaller(int a, int b) {
    return frequency[a] < frequency[b] || (frequency[a] == frequency[b] && depth[a] <= depth[b]);
  }

  private void measure() {
    int[] counts = new int[longest + 1];
    int[] levels = new int[2 * elements];
    int tooLong = 0;
    for (int i = lowest + 1; i < order.length; i++) {
      int node = order[i];
      int level = levels[parent[node]] + 1;
      if (level > longest) {
        level = longest;
        tooLong++;
      }
      levels[node] = level;
      if (node < elements) {
        lengths[node] = (byte) level;
        counts[level]++;
      }
    }
    if (tooLong > 0) {
      shorten(counts, tooLong);
    }
  }

  private void shorten(int[] counts, int tooLong) {
    for (int rest = tooLong; rest > 0; rest -= 2) {
      int level = longest - 1;
      while (counts[level] == 0) {
        level--;
      }
      counts[level]--;
      counts[level + 1] += 2;
      counts[longest]--;
    }
    int place = order.length;
    for (int level = longest; level > 0; level--) {
      for (int rest = counts[level]; rest > 0; ) {
        int node = order[--place];
        if (node < elements) {
          lengths[node] = (byte) level;
          rest--;
        }
      }
    }
  }
}
