package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/**
 * miniz_oxide's levels from 2 on. Its tables hold places in 16 bits, so that an old entry looks
 * like one that is 64 KiB nearer; what is found there is taken if the bytes are equal. Level 1 has
 * a search of its own, which is not known here and predicted by this one.
 */
final class MinizPredictor extends LazyPredictor {
  private static final int WINDOW = 1 << 15;
  private static final int MASK = WINDOW - 1;
  private static final int HASH_SHIFT = 5;
  private static final int FAR = 8 * 1024;
  private static final int LONG = 128;

  /** The last level that never looks ahead. */
  private static final int GREEDY = 3;

  private static final int FEW_PROBES_FROM = 32;
  private static final int FILTERED = 5;
  private static final int[] PROBES = {0, 1, 6, 32, 16, 32, 128, 256, 512, 768, 1500};

  private final char[] heads = new char[WINDOW];
  private final char[] previous = new char[WINDOW];
  private final boolean filtered;
  private final int probes;
  private final int fewProbes;
  private int inserted;

  /** How far the window has moved, modulo 64 KiB, is always 0: it moves by multiples of that. */
  private long moved;

  MinizPredictor(CompressorSettings settings, Bytes content) {
    super(content, settings.level() <= GREEDY ? 0 : LONG);
    filtered = settings.strategy() == CompressorStrategy.FILTERED;
    int most =
        settings.strategy() == CompressorStrategy.HUFFMAN_ONLY ? 0 : PROBES[settings.level()];
    probes = 1 + (most + 2) / 3;
    fewProbes = 1 + ((most >> 2) + 2) / 3;
  }

  @Override
  void slide(int step) {
    moved += step;
    inserted -= step;
  }

  @Override
  int find(int place, int known) {
    int most = Math.min(Token.LONGEST, end() - place);
    insertUpTo(place + most - SHORTEST);
    if (most <= known) {
      return 0;
    }
    int match = search(place, most, known);
    int distance = Token.distance(match);
    int length = Token.length(match);
    boolean dropped =
        match == 0
            || (length == SHORTEST && distance >= FAR)
            || (filtered && length <= FILTERED)
            || (place & MASK) == distance;
    return dropped ? 0 : match;
  }

  private void insertUpTo(int last) {
    for (; inserted <= last; inserted++) {
      int hash =
          (bytes[inserted] << (2 * HASH_SHIFT)
                  ^ (bytes[inserted + 1] & 0xff) << HASH_SHIFT
                  ^ (bytes[inserted + 2] & 0xff))
              & MASK;
      previous[inserted & MASK] = heads[hash];
      heads[hash] = (char) inserted;
    }
  }

  private int search(int place, int most, int known) {
    byte[] data = bytes;
    int farthest = (int) Math.min(moved + place, WINDOW - most);
    int left = known < FEW_PROBES_FROM ? probes : fewProbes;
    int best = known;
    int found = 0;
    int probe = place;
    while (true) {
      if (--left == 0) {
        return found;
      }
      int distance = 0;
      boolean hit = false;
      for (int i = 0; i < 3 && !hit; i++) {
        int next = previous[probe & MASK];
        distance = (place - next) & 0xffff;
        if (next == 0 || distance > farthest) {
          return found;
        }
        probe = place - distance;
        hit =
            data[probe + best] == data[place + best]
                && data[probe + best - 1] == data[place + best - 1];
      }
      if (!hit) {
        continue;
      }
      if (distance == 0) {
        return found;
      }
      if (data[probe] != data[place] || data[probe + 1] != data[place + 1]) {
        continue;
      }
      int length = 2;
      while (length < most && data[probe + length] == data[place + length]) {
        length++;
      }
      if (length > best) {
        found = Token.match(length, distance);
        best = length;
        if (length >= most) {
          return found;
        }
      }
    }
  }
}
