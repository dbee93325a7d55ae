package dev.ferry.delta.code;

import java.util.Arrays;

/**
 * Rising numbers in which the last one at or below another is sought very often. A table says for
 * each of many equal parts of their range where in the list it begins, so that a search looks at a
 * few numbers only: half a number to a whole one more of memory for each.
 */
public final class SortedPlaces {
  private static final int FEWEST_PARTS = 6;

  private final long[] places;
  private final int count;
  private final long lowest;
  private final long highest;
  private final int shift;
  private final int[] parts;

  /**
   * Places that rise, none twice.
   *
   * @param count how many of the array count
   */
  public SortedPlaces(long[] places, int count) {
    this.places = places;
    this.count = count;
    lowest = count == 0 ? 0 : places[0];
    highest = count == 0 ? -1 : places[count - 1];
    int bits = Math.max(FEWEST_PARTS, Integer.SIZE - Integer.numberOfLeadingZeros(count));
    int range = Long.SIZE - Long.numberOfLeadingZeros(highest - lowest);
    shift = Math.max(0, range - bits);
    parts = new int[count == 0 ? 0 : (int) ((highest - lowest) >>> shift) + 2];
    fill();
  }

  private void fill() {
    int part = 0;
    for (int i = 0; i < count; i++) {
      int own = (int) ((places[i] - lowest) >>> shift);
      while (part <= own) {
        parts[part++] = i;
      }
    }
    Arrays.fill(parts, part, parts.length, count);
  }

  /** The number of the last place at or below another; -1 if there is none. */
  public int floor(long place) {
    if (count == 0 || place < lowest) {
      return -1;
    }
    if (place >= highest) {
      return count - 1;
    }
    int part = (int) ((place - lowest) >>> shift);
    int found = Arrays.binarySearch(places, parts[part], parts[part + 1], place);
    return found < 0 ? -found - 2 : found;
  }
}
