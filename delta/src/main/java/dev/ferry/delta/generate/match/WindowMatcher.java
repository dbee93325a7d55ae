package dev.ferry.delta.generate.match;

import dev.ferry.delta.member.Copies;

/** Walks one window of the new bytes. */
final class WindowMatcher {
  /** So many equal bytes in a row, and nothing better is sought. */
  private static final int CONTENT = 32;

  /** So many more wrong than right, and what is further back is not sought. */
  private static final int PATIENCE = 512;

  private final byte[] old;
  private final byte[] fresh;
  private final long oldBase;
  private final long base;
  private final MatchOptions options;
  private final LazySeeds seeds;
  private final Copies copies = new Copies();

  /** Where the copy at hand began, and by how much its old place is ahead of its new one. */
  private int lastNew;

  private int lastOld;
  private int shift;

  private int foundOld;
  private int foundLength;

  /**
   * A matcher.
   *
   * @param base where the window begins in the new file
   */
  WindowMatcher(OldBytes part, byte[] fresh, long base, MatchOptions options) {
    this.old = part.bytes();
    this.oldBase = part.base();
    this.seeds = part.seeds();
    this.fresh = fresh;
    this.base = base;
    this.options = options;
    shift = part.expected(base);
    lastOld = shift;
  }

  /** The copies of the window, places counted from the beginnings of the files. */
  Copies match() {
    int place = 0;
    while (place < fresh.length) {
      int run = run(place);
      if (run >= CONTENT) {
        place += run;
      } else if (seek(place) && isBetter(place)) {
        change(place);
        place += foundLength;
      } else {
        place++;
      }
    }
    write(forward(fresh.length));
    return copies;
  }

  private int run(int place) {
    int oldPlace = place + shift;
    return oldPlace < 0 || oldPlace >= old.length
        ? 0
        : SeedIndex.equal(old, oldPlace, fresh, place);
  }

  /** Looks a place up; true where the old bytes have a seed like it. */
  private boolean seek(int place) {
    SeedIndex index = seeds.index();
    foundLength = 0;
    if (place + index.words() * Long.BYTES > fresh.length) {
      return false;
    }
    int bucket = index.bucket(fresh, place);
    if (bucket < 0) {
      return false;
    }
    int expected = place + shift;
    int middle = index.nearest(bucket, expected);
    int first = Math.max(index.start(bucket), middle - options.candidates());
    int last = Math.min(index.end(bucket), middle + options.candidates());
    for (int seed = first; seed < last; seed++) {
      consider(index.place(seed), place, expected);
    }
    return foundLength >= index.words() * Long.BYTES;
  }

  private void consider(int candidate, int place, int expected) {
    int length = SeedIndex.equal(old, candidate, fresh, place);
    if (length > foundLength
        || (length == foundLength
            && Math.abs(candidate - expected) < Math.abs(foundOld - expected))) {
      foundLength = length;
      foundOld = candidate;
    }
  }

  /** Whether what was found explains enough more bytes than going on as before would. */
  private boolean isBetter(int place) {
    if (foundOld == place + shift) {
      return false;
    }
    int enough = foundLength - options.gain();
    int equal = 0;
    int from = Math.max(0, -(place + shift));
    int to = Math.min(foundLength, old.length - (place + shift));
    for (int i = from; i < to && equal < enough; i++) {
      if (old[place + shift + i] == fresh[place + i]) {
        equal++;
      }
    }
    return equal < enough;
  }

  /** Ends the copy at hand and begins the one that was found. */
  private void change(int place) {
    int back = backward(place);
    int length = forward(place);
    int overlap = lastNew + length - (place - back);
    if (overlap > 0) {
      int keep = split(place - back, place, overlap);
      length -= overlap - keep;
      back -= keep;
    }
    write(length);
    lastNew = place - back;
    lastOld = foundOld - back;
    shift = foundOld - place;
  }

  /** How many of the bytes that both copies would explain the copy at hand explains better. */
  private int split(int from, int place, int overlap) {
    int best = 0;
    int bestScore = 0;
    int score = 0;
    for (int i = 0; i < overlap; i++) {
      byte wanted = fresh[from + i];
      score += old[lastOld + (from - lastNew) + i] == wanted ? 1 : 0;
      score -= old[foundOld - (place - from) + i] == wanted ? 1 : 0;
      if (score > bestScore) {
        bestScore = score;
        best = i + 1;
      }
    }
    return best;
  }

  /** How far the copy that was found reaches back, with more right than wrong. */
  private int backward(int place) {
    int most = Math.min(place - lastNew, foundOld);
    int best = 0;
    int bestScore = 0;
    int score = 0;
    for (int i = 1; i <= most && score > bestScore - PATIENCE; i++) {
      score += old[foundOld - i] == fresh[place - i] ? 1 : -1;
      if (score > bestScore) {
        bestScore = score;
        best = i;
      }
    }
    return best;
  }

  private void write(int length) {
    if (length > 0) {
      copies.add(oldBase + lastOld, base + lastNew, length);
    }
  }

  /** How far the copy at hand goes on before a place with more right than wrong. */
  private int forward(int place) {
    int most = Math.min(place - lastNew, old.length - lastOld);
    int best = 0;
    int bestScore = 0;
    int score = 0;
    for (int i = 0; i < most; i++) {
      score += old[lastOld + i] == fresh[lastNew + i] ? 1 : -1;
      if (score > bestScore) {
        bestScore = score;
        best = i + 1;
      }
    }
    return best;
  }
}
