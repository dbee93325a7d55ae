package dev.ferry.carry.request;

import dev.ferry.carry.goods.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Makes a request ask for more, so that it says it in fewer symbols. */
final class Widening {
  private Widening() {}

  /** The request in at most so many symbols; it asks for everything that this one asks for. */
  static Request fitted(Request request, int most) {
    Request fitted = request;
    while (SymbolWriter.symbols(fitted).length > most) {
      Request wider = closed(fitted);
      fitted = wider.equals(fitted) ? folded(fitted) : wider;
    }
    return fitted;
  }

  /** Without the smallest gap between two ranges; the same where there is none. */
  private static Request closed(Request request) {
    int smallest = Integer.MAX_VALUE;
    for (Wanted wanted : request.wanted()) {
      smallest = Math.min(smallest, gap(wanted.parts()));
      smallest = Math.min(smallest, gap(wanted.blobs()));
    }
    List<Wanted> wanted = new ArrayList<>();
    boolean closed = smallest == Integer.MAX_VALUE;
    for (Wanted one : request.wanted()) {
      Numbers parts = closed ? one.parts() : closed(one.parts(), smallest);
      closed |= !parts.equals(one.parts());
      Numbers blobs = closed ? one.blobs() : closed(one.blobs(), smallest);
      closed |= !blobs.equals(one.blobs());
      wanted.add(new Wanted(one.parcel(), parts, blobs));
    }
    return new Request(request.exporter(), request.site(), wanted, request.rest());
  }

  private static int gap(Numbers numbers) {
    int smallest = Integer.MAX_VALUE;
    List<Numbers.Range> ranges = numbers.ranges();
    for (int i = 1; i < ranges.size(); i++) {
      smallest = Math.min(smallest, ranges.get(i).first() - ranges.get(i - 1).last());
    }
    return smallest;
  }

  private static Numbers closed(Numbers numbers, int gap) {
    List<Numbers.Range> ranges = new ArrayList<>(numbers.ranges());
    for (int i = 1; i < ranges.size(); i++) {
      Numbers.Range before = ranges.get(i - 1);
      if (ranges.get(i).first() - before.last() == gap) {
        ranges.set(i - 1, new Numbers.Range(before.first(), ranges.get(i).last()));
        ranges.remove(i);
        return new Numbers(ranges);
      }
    }
    return numbers;
  }

  /** The last parcel wholly, and every later one. */
  private static Request folded(Request request) {
    int last = request.wanted().size() - 1;
    return new Request(
        request.exporter(),
        request.site(),
        request.wanted().subList(0, last),
        request.wanted().get(last).parcel());
  }
}
