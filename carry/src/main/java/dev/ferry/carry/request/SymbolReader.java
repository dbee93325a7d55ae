package dev.ferry.carry.request;

import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.SiteName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a request from symbols that agree with their checks. What is wrong all the same was never
 * written by this codec: {@link IllegalArgumentException}.
 */
final class SymbolReader {
  private final byte[] symbols;
  private final int end;
  private int at;

  private SymbolReader(byte[] symbols, int end) {
    this.symbols = symbols;
    this.end = end;
  }

  /** The version that symbols begin with. */
  static int version(byte[] symbols) {
    return symbols[0];
  }

  static Request request(byte[] symbols, int end) {
    SymbolReader reader = new SymbolReader(symbols, end);
    Request request = reader.request();
    if (reader.at != end) {
      throw new IllegalArgumentException("symbols behind the end");
    }
    return request;
  }

  private Request request() {
    at = 1;
    String exporter = String.format(java.util.Locale.ROOT, "%05x%05x", bits(4), bits(4));
    Optional<SiteName> site = site();
    int count = number();
    List<Wanted> wanted = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < count; i++) {
      last = last + number() + 1;
      wanted.add(new Wanted(last, numbers(), numbers()));
    }
    int rest = number();
    return new Request(exporter, site, wanted, rest == 0 ? 0 : last + rest);
  }

  private int next() {
    if (at >= end) {
      throw new IllegalArgumentException("too short");
    }
    return symbols[at++];
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 5 | next();
    }
    return value;
  }

  private int number() {
    int value = 0;
    for (int shift = 0; shift <= 20; shift += 4) {
      int symbol = next();
      value |= (symbol & 15) << shift;
      if (symbol < 16) {
        if (shift > 0 && symbol == 0) {
          throw new IllegalArgumentException("a number in more symbols than it needs");
        }
        return value;
      }
    }
    throw new IllegalArgumentException("a number that is too large");
  }

  private Optional<SiteName> site() {
    int length = number();
    if (length > SiteName.LONGEST) {
      throw new IllegalArgumentException("a site's name that is too long");
    }
    StringBuilder name = new StringBuilder();
    int kept = 0;
    int count = 0;
    while (name.length() < length) {
      kept = kept << 5 | next();
      count += 5;
      if (count >= 6) {
        count -= 6;
        int letter = kept >> count;
        if (letter >= RequestCodec.LETTERS.length()) {
          throw new IllegalArgumentException("no letter of a site's name");
        }
        name.append(RequestCodec.LETTERS.charAt(letter));
        kept &= (1 << count) - 1;
      }
    }
    if (kept != 0) {
      throw new IllegalArgumentException("bits behind a site's name");
    }
    return length == 0 ? Optional.empty() : Optional.of(new SiteName(name.toString()));
  }

  private Numbers numbers() {
    int count = number();
    List<Numbers.Range> ranges = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < count; i++) {
      int first = next + number();
      int last = first + number();
      ranges.add(new Numbers.Range(first, last));
      next = last + 2;
    }
    return new Numbers(ranges);
  }
}
