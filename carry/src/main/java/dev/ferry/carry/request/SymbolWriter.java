package dev.ferry.carry.request;

import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.SiteName;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Writes a request as symbols ({@code docs/formats/request.md}). */
final class SymbolWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private SymbolWriter() {}

  static byte[] symbols(Request request) {
    SymbolWriter writer = new SymbolWriter();
    writer.out.write(RequestCodec.VERSION);
    for (int at = 0; at < request.exporter().length(); at += 5) {
      writer.bits(Long.parseLong(request.exporter().substring(at, at + 5), 16), 4);
    }
    writer.site(request.site());
    writer.number(request.wanted().size());
    int last = 0;
    for (Wanted wanted : request.wanted()) {
      writer.number(wanted.parcel() - last - 1);
      writer.numbers(wanted.parts());
      writer.numbers(wanted.blobs());
      last = wanted.parcel();
    }
    writer.number(request.rest() == 0 ? 0 : request.rest() - last);
    return writer.out.toByteArray();
  }

  /** So many symbols, the highest bits first. */
  private void bits(long value, int symbols) {
    for (int i = symbols - 1; i >= 0; i--) {
      out.write((int) (value >> (5 * i)) & 31);
    }
  }

  /** Four bits in each symbol, the lowest first; the fifth says that more follow. */
  private void number(int number) {
    int rest = number;
    while (rest > 15) {
      out.write(16 | (rest & 15));
      rest >>= 4;
    }
    out.write(rest);
  }

  /** Its length, then its letters in six bits each, filled up with zeros. */
  private void site(Optional<SiteName> site) {
    String name = site.map(SiteName::value).orElse("");
    number(name.length());
    int kept = 0;
    int count = 0;
    for (int i = 0; i < name.length(); i++) {
      kept = kept << 6 | RequestCodec.LETTERS.indexOf(name.charAt(i));
      count += 6;
      while (count >= 5) {
        count -= 5;
        out.write(kept >> count & 31);
      }
      kept &= (1 << count) - 1;
    }
    if (count > 0) {
      out.write(kept << (5 - count) & 31);
    }
  }

  private void numbers(Numbers numbers) {
    number(numbers.ranges().size());
    int next = 0;
    for (Numbers.Range range : numbers.ranges()) {
      number(range.first() - next);
      number(range.count() - 1);
      next = range.last() + 2;
    }
  }
}
