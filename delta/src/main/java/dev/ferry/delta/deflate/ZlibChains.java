package dev.ferry.delta.deflate;

/**
 * zlib's chains of places whose next three bytes have one hash, and its search for the longest
 * match along them. Place 0 ends a chain and is never matched.
 */
final class ZlibChains {
  private static final int SHORTEST = 3;

  /** As zlib's {@code MIN_LOOKAHEAD}: matches are not as far as the window by this. */
  private static final int MARGIN = Token.LONGEST + SHORTEST + 1;

  private final byte[] bytes;
  private final int[] heads;
  private final int[] previous;
  private final int mask;
  private final int shift;
  private final int farthest;
  private final ZlibLevel level;
  private int inserted;
  private int distance;

  ZlibChains(byte[] bytes, CompressorSettings settings) {
    this.bytes = bytes;
    int hashBits = settings.memoryLevel() + 7;
    heads = new int[1 << hashBits];
    shift = (hashBits + SHORTEST - 1) / SHORTEST;
    previous = new int[1 << settings.windowBits()];
    mask = previous.length - 1;
    farthest = previous.length - MARGIN;
    level = ZlibLevel.of(settings.level());
  }

  void slide(int step) {
    Predictor.slide(heads, step);
    Predictor.slide(previous, step);
    inserted -= step;
  }

  /** Enters all places before one. */
  void insertBefore(int place, int end) {
    int stop = Math.min(place, end - SHORTEST + 1);
    int hashMask = heads.length - 1;
    for (; inserted < stop; inserted++) {
      int hash =
          ((bytes[inserted] & 0xff) << (2 * shift)
                  ^ (bytes[inserted + 1] & 0xff) << shift
                  ^ (bytes[inserted + 2] & 0xff))
              & hashMask;
      previous[inserted & mask] = heads[hash];
      heads[hash] = inserted;
    }
  }

  /** Leaves out the places before one that are not yet entered. */
  void skipBefore(int place) {
    inserted = Math.max(inserted, place);
  }

  /**
   * Enters a place and finds a match there that is longer than {@code best}; its distance is then
   * {@link #distance}.
   *
   * @return its length, or {@code best}
   */
  int find(int place, int end, int best) {
    insertBefore(place + 1, end);
    if (end - place < SHORTEST) {
      return best;
    }
    int candidate = previous[place & mask];
    if (candidate == 0 || place - candidate > farthest) {
      return best;
    }
    return search(place, candidate, Math.min(Token.LONGEST, end - place), best);
  }

  private int search(int place, int first, int most, int known) {
    byte[] data = bytes;
    int chain = known >= level.good() ? level.chain() >> 2 : level.chain();
    int nice = Math.min(level.nice(), most);
    int limit = Math.max(0, place - farthest);
    int best = known;
    if (best >= most) {
      return best;
    }
    int candidate = first;
    byte last = data[place + best];
    byte beforeLast = data[place + best - 1];
    do {
      if (data[candidate + best] == last
          && data[candidate + best - 1] == beforeLast
          && data[candidate] == data[place]
          && data[candidate + 1] == data[place + 1]) {
        int length = 2;
        while (length < most && data[candidate + length] == data[place + length]) {
          length++;
        }
        if (length > best) {
          best = length;
          distance = place - candidate;
          if (length >= nice) {
            break;
          }
          last = data[place + best];
          beforeLast = data[place + best - 1];
        }
      }
      candidate = previous[candidate & mask];
    } while (candidate > limit && --chain != 0);
    return best;
  }

  /** How far back the match is that was found last. */
  int distance() {
    return distance;
  }
}
