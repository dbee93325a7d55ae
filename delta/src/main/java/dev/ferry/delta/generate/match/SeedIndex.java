package dev.ferry.delta.generate.match;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where pieces of the old bytes stand: places at every {@code stride}, sorted into buckets by the
 * hash of the {@code length} bytes there, by rising place within a bucket. Four bytes a seed and
 * four a bucket.
 */
final class SeedIndex {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final byte[] old;
  private final int words;
  private final int stride;
  private final int shift;
  private final int[] starts;
  private final int[] places;

  /**
   * Indexes bytes.
   *
   * @param words the length of a seed, in units of eight bytes
   * @param stride the distance between seeds
   */
  SeedIndex(byte[] old, int words, int stride) {
    this.old = old;
    this.words = words;
    this.stride = stride;
    int seeds = Math.max(1, (old.length - words * Long.BYTES) / stride + 1);
    int bits = Math.clamp(31 - Integer.numberOfLeadingZeros(seeds), 10, 24);
    shift = 64 - bits;
    starts = new int[(1 << bits) + 1];
    count();
    places = new int[starts[starts.length - 1]];
    fill();
  }

  int words() {
    return words;
  }

  /** The first seed's number of the bucket in which a seed would be. */
  int start(int bucket) {
    return starts[bucket];
  }

  /** One behind the last seed's number of a bucket. */
  int end(int bucket) {
    return starts[bucket + 1];
  }

  /** Where in the old bytes the seed with a number begins. */
  int place(int seed) {
    return places[seed];
  }

  /**
   * The number of the first seed of a bucket that stands at a place or behind it; the bucket's end
   * where none does.
   */
  int nearest(int bucket, int place) {
    int low = starts[bucket];
    int high = starts[bucket + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places[middle] < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The bucket of the bytes at a place of an array; -1 where they are too plain to be sought. */
  int bucket(byte[] bytes, int place) {
    long first = (long) LONG.get(bytes, place);
    long hash = first * FACTOR;
    boolean plain = true;
    for (int i = 1; i < words; i++) {
      long word = (long) LONG.get(bytes, place + i * Long.BYTES);
      plain &= word == first;
      hash = (Long.rotateLeft(hash, 29) ^ word) * FACTOR;
    }
    if (plain && words > 1) {
      return -1;
    }
    return (int) (((hash ^ (hash >>> 31)) * FACTOR) >>> shift);
  }

  private void count() {
    int last = old.length - words * Long.BYTES;
    for (int place = 0; place <= last; place += stride) {
      int bucket = bucket(old, place);
      if (bucket >= 0) {
        starts[bucket + 1]++;
      }
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
  }

  /** From the back, so that each bucket's seeds come by rising place and its end is its start. */
  private void fill() {
    int last = old.length - words * Long.BYTES;
    for (int place = last < 0 ? -1 : last / stride * stride; place >= 0; place -= stride) {
      int bucket = bucket(old, place);
      if (bucket >= 0) {
        places[--starts[bucket + 1]] = place;
      }
    }
    // Filling has moved each start one bucket up: starts[b + 1] is now where bucket b begins.
    System.arraycopy(starts, 1, starts, 0, starts.length - 1);
    starts[starts.length - 1] = places.length;
  }

  /** How many bytes are equal from two places on. */
  static int equal(byte[] old, int oldPlace, byte[] fresh, int newPlace) {
    int most = Math.min(old.length - oldPlace, fresh.length - newPlace);
    int found = Arrays.mismatch(old, oldPlace, oldPlace + most, fresh, newPlace, newPlace + most);
    return found < 0 ? most : found;
  }
}
