package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/**
 * zlib-rs' levels 3 to 6, its "medium" way: after a match the next place is searched too, and a
 * longer match there may take over the tail of this one. Other levels are predicted by it.
 *
 * <p>The next match is forgotten where the window is filled and where an output buffer of 32 KiB
 * was full, as flate2 has it; so a stream hangs on where its window and its buffers end.
 */
final class ZlibRsPredictor extends Predictor {
  private static final int SHORTEST = 4;
  private static final int MARGIN = 262;
  private static final int HASH_FACTOR = 0x9E3779B1;
  private static final int WINDOW = 1 << 15;
  private static final int FARTHEST = WINDOW - MARGIN;
  private static final int OUTPUT_SHIFT = 15;
  private static final int LONG = 256;
  private static final int PATIENT = 5;

  /** In versions from 0.6 on: matches longer than so many times the lazy length are left out. */
  private static final int LAZY_TIMES = 16;

  private final int[] heads = new int[1 << 16];
  private final int[] previous = new int[WINDOW];
  private final ZlibLevel level;
  private final boolean patient;
  private final int longestEntered;
  private final Match current = new Match();
  private final Match next = new Match();

  /** Where the compressor's own window of 64 KiB begins, and up to where it is filled. */
  private int base;

  private int filled;
  private int inserted = -1;
  private boolean corrected;
  private long outputs;
  private int foundLength;
  private int foundPlace;

  private ZlibRsPredictor(ZlibLevel level, boolean patient, int longestEntered, Bytes content) {
    super(content);
    this.longestEntered = longestEntered;
    this.level = level;
    this.patient = patient;
  }

  static Predictor of(CompressorSettings settings, Bytes content) {
    if (settings.level() == 0 || settings.strategy() == CompressorStrategy.HUFFMAN_ONLY) {
      return new RunPredictor(content, false);
    }
    if (settings.strategy() == CompressorStrategy.RLE) {
      return new RunPredictor(content, true);
    }
    ZlibLevel level =
        switch (settings.level()) {
          case 1, 2 -> new ZlibLevel(4, 4, 8, 4);
          case 3 -> new ZlibLevel(4, 6, 16, 6);
          case 4 -> new ZlibLevel(4, 12, 32, 24);
          default -> ZlibLevel.of(settings.level());
        };
    boolean all = settings.family() == CompressorFamily.ZLIB_RS;
    int longestEntered = all ? Token.LONGEST : LAZY_TIMES * level.lazy();
    return new ZlibRsPredictor(level, settings.level() >= PATIENT, longestEntered, content);
  }

  @Override
  void slide(int step) {
    slide(heads, step);
    slide(previous, step);
    base -= step;
    filled -= step;
    inserted -= step;
    next.slide(step);
  }

  @Override
  int predict() {
    while (true) {
      if (filled - place() < MARGIN) {
        fill();
        next.length = 0;
      }
      if (patient && next.length > 0) {
        current.set(next);
        next.length = 0;
      } else {
        findHere();
      }
      corrected = false;
      insertInside();
      lookAhead();
      if (current.length >= SHORTEST) {
        return Token.match(current.length, current.start - current.match);
      }
      if (current.length > 0) {
        return literal();
      }
    }
  }

  @Override
  void accepted(int token, int from, boolean right) {
    if (!right) {
      next.length = 0;
      corrected = true;
      for (int i = Math.max(inserted, from) + 1; i < place(); i++) {
        insert(i);
      }
    }
  }

  @Override
  void written(long compressed) {
    if (compressed >> OUTPUT_SHIFT != outputs) {
      outputs = compressed >> OUTPUT_SHIFT;
      next.length = 0;
    }
  }

  private void fill() {
    if (place() - base >= WINDOW + FARTHEST) {
      base += WINDOW;
    }
    int before = filled;
    filled = Math.min(end(), base + 2 * WINDOW);
    if (filled > before && place() > base) {
      insert(place() - 1);
    }
  }

  private void findHere() {
    int head = filled - place() >= SHORTEST ? insert(place()) : 0;
    if (corrected && head == place()) {
      head = previous[head & (WINDOW - 1)];
    }
    current.start = place();
    current.origin = place();
    current.length = 1;
    if (isNear(head, place())) {
      search(place(), head);
      if (foundLength >= SHORTEST && foundPlace < place()) {
        current.length = foundLength;
        current.match = foundPlace;
      }
    }
  }

  private void lookAhead() {
    int after = current.start + current.length;
    boolean searched = patient && filled - place() > MARGIN && after - base < 2 * WINDOW - MARGIN;
    if (!searched) {
      next.length = 0;
      return;
    }
    int head = insert(after);
    next.start = after;
    next.origin = after;
    next.length = 1;
    if (isNear(head, after)) {
      // the rest of the window is counted from where this match begins
      search(after, head);
      if (foundLength >= SHORTEST && foundPlace < after) {
        next.length = foundLength;
        next.match = foundPlace;
        shift();
      }
    }
  }

  private boolean isNear(int head, int place) {
    return head > base && place - head <= FARTHEST && place > head;
  }

  private int insert(int place) {
    if (end() - place < SHORTEST) {
      return 0;
    }
    int value =
        (bytes[place] & 0xff)
            | (bytes[place + 1] & 0xff) << 8
            | (bytes[place + 2] & 0xff) << 16
            | bytes[place + 3] << 24;
    int hash = (value * HASH_FACTOR) >>> 16;
    int head = heads[hash];
    if (head != place) {
      previous[place & (WINDOW - 1)] = head;
      heads[hash] = place;
      inserted = Math.max(inserted, place);
    }
    return head;
  }

  private void insertInside() {
    if (filled - place() <= current.length + SHORTEST || current.length < SHORTEST) {
      return;
    }
    int from = current.start + 1;
    int to = current.start + current.length;
    if (current.length > longestEntered) {
      insert(to - 1);
      return;
    }
    if (from < current.origin) {
      from = current.origin;
    }
    for (int i = from; i < to; i++) {
      insert(i);
    }
  }

  private void search(int place, int first) {
    byte[] data = bytes;
    int lookahead = filled - place();
    int most = Math.min(Token.LONGEST, end() - place);
    int limit = Math.max(base, place - FARTHEST);
    int chain = level.chain();
    int candidate = first;
    int best = 2;
    foundLength = best;
    foundPlace = 0;
    while (candidate < place) {
      int length = 0;
      if (best < most
          && data[candidate + best] == data[place + best]
          && data[candidate] == data[place]) {
        length = equal(candidate, place, most);
      }
      if (length > best) {
        foundPlace = candidate;
        if (length > lookahead) {
          foundLength = lookahead;
          return;
        }
        best = length;
        foundLength = best;
        if (best >= level.nice()) {
          return;
        }
      } else if (!patient && isSameAtEnds(candidate, place, length, best)) {
        return;
      }
      if (--chain <= 0) {
        return;
      }
      candidate = previous[candidate & (WINDOW - 1)];
      if (candidate <= limit) {
        return;
      }
    }
  }

  private boolean isSameAtEnds(int candidate, int place, int length, int best) {
    int tail = best + 1 - Long.BYTES;
    return best >= Long.BYTES
        && length >= Long.BYTES
        && equal(candidate + tail, place + tail, Long.BYTES) == Long.BYTES;
  }

  /** Lets the next match begin earlier, if that leaves nothing or one byte of the current one. */
  private void shift() {
    int length = current.length;
    if (length <= 1
        || length > 1 + next.match - base
        || length > 1 + next.start - base
        || bytes[next.match - length + 1] != bytes[next.start - length + 1]) {
      return;
    }
    int limit = Math.max(base, next.start - FARTHEST);
    int moved = 0;
    while (bytes[next.match - 1 - moved] == bytes[next.start - 1 - moved]
        && length - moved >= 1
        && next.start - moved > limit
        && next.length + moved < LONG
        && next.match - moved - base > 1) {
      moved++;
    }
    if (moved > 0 && length - moved <= 1) {
      current.length -= moved;
      next.start -= moved;
      next.match -= moved;
      next.length += moved;
      next.origin++;
    }
  }

  /** A match, or one byte. */
  private static final class Match {
    private int match;
    private int length;
    private int start;
    private int origin;

    private void set(Match other) {
      match = other.match;
      length = other.length;
      start = other.start;
      origin = other.origin;
    }

    private void slide(int step) {
      match -= step;
      start -= step;
      origin -= step;
    }
  }
}
