package dev.ferry.delta.code;

import java.util.Arrays;

/**
 * Places and kinds of the references of a file, by rising place: five bytes each. Bases and targets
 * are kept beside, where a field does not tell the target by itself.
 */
public final class References {
  /** No more are kept, so that memory is bounded; the rest of such a file is plain bytes. */
  private static final int MOST = 20_000_000;

  private static final int FEW = 1024;

  private int[] places = new int[FEW];
  private byte[] kinds = new byte[FEW];
  private int count;
  private int[] basePlaces = new int[FEW];
  private long[] bases = new long[FEW];
  private int baseCount;

  /** Appends a reference behind the last one; one that begins before its end is left out. */
  public void add(long place, ReferenceKind kind, long target, long base) {
    if (count == MOST
        || (count > 0 && place < places[count - 1] + (long) kind(count - 1).width())) {
      return;
    }
    if (count == places.length) {
      int more = count + (count >> 1);
      places = Arrays.copyOf(places, more);
      kinds = Arrays.copyOf(kinds, more);
    }
    places[count] = Math.toIntExact(place);
    kinds[count++] = (byte) kind.number();
    if (!kind.tellsTarget()) {
      addBase(place, target);
    } else if (kind.hasBase()) {
      addBase(place, base);
    }
  }

  /** Two lists as one; of two that overlap the first one's is kept, or the one that comes first. */
  public static References merge(References one, References other) {
    References all = new References();
    int i = 0;
    int j = 0;
    while (i < one.count || j < other.count) {
      boolean first = j == other.count || (i < one.count && one.places[i] <= other.places[j]);
      References from = first ? one : other;
      int at = first ? i++ : j++;
      all.add(from.places[at], from.kind(at), from.base(at), from.base(at));
    }
    return all;
  }

  /** Those that do not touch a range; ranges rise and do not overlap. */
  public References outside(long[] starts, long[] ends) {
    References kept = new References();
    int range = 0;
    for (int i = 0; i < count; i++) {
      while (range < ends.length && ends[range] <= places[i]) {
        range++;
      }
      if (range == ends.length || places[i] + (long) kind(i).width() <= starts[range]) {
        kept.add(places[i], kind(i), base(i), base(i));
      }
    }
    return kept;
  }

  private void addBase(long place, long base) {
    if (baseCount == bases.length) {
      int more = baseCount + (baseCount >> 1);
      basePlaces = Arrays.copyOf(basePlaces, more);
      bases = Arrays.copyOf(bases, more);
    }
    basePlaces[baseCount] = (int) place;
    bases[baseCount++] = base;
  }

  /** How many references there are. */
  public int count() {
    return count;
  }

  /** Where reference {@code i} stands in the file. */
  public int place(int i) {
    return places[i];
  }

  /** The kind of reference {@code i}. */
  public ReferenceKind kind(int i) {
    return ReferenceKind.of(kinds[i]);
  }

  /**
   * Of reference {@code i} the base, or where its field does not tell the whole target, the target;
   * 0 where the kind has neither.
   */
  public long base(int i) {
    if (kind(i).tellsTarget() && !kind(i).hasBase()) {
      return 0;
    }
    return bases[Arrays.binarySearch(basePlaces, 0, baseCount, places[i])];
  }

  /** The number of the first reference at a place or behind it; {@link #count} if there is none. */
  public int firstFrom(long place) {
    if (place > Integer.MAX_VALUE) {
      return count;
    }
    int found = Arrays.binarySearch(places, 0, count, (int) place);
    return found < 0 ? -found - 1 : found;
  }
}
