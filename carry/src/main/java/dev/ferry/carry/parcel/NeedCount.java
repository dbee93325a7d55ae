package dev.ferry.carry.parcel;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Counts which parts would make a parcel whole. */
final class NeedCount {
  private NeedCount() {}

  /**
   * With the manifest: in a stripe that parity does not cover, parts that are lost there help. Any
   * of those that help in all such stripes will do, if there are enough; else all that help
   * anywhere are asked for.
   */
  static PartNeed of(PartLayout layout, SliceBook book) {
    byte[] buffer = new byte[PartLayout.SLICE];
    int enough = 0;
    NavigableSet<Integer> everywhere = all(layout.parts());
    SortedSet<Integer> anywhere = new TreeSet<>();
    for (int number = 0; number < layout.stripes(); number++) {
      Stripe stripe = Stripe.of(number, layout, book, buffer);
      if (stripe.deficit() > 0) {
        enough = Math.max(enough, stripe.deficit());
        List<Integer> helping = helping(stripe, layout);
        everywhere.retainAll(helping);
        anywhere.addAll(helping);
      }
    }
    if (enough == 0) {
      return PartNeed.NOTHING;
    }
    return everywhere.size() >= enough
        ? new PartNeed(everywhere, enough)
        : new PartNeed(anywhere, anywhere.size());
  }

  private static List<Integer> helping(Stripe stripe, PartLayout layout) {
    List<Integer> helping = new ArrayList<>(stripe.lost());
    for (int part = layout.dataParts() + 1; part <= layout.parts(); part++) {
      if (!stripe.parity().contains(part)) {
        helping.add(part);
      }
    }
    return helping;
  }

  /** Without the manifest: what the headers say of the number of parts, and which are good. */
  static PartNeed of(int dataParts, int parityParts, SortedSet<Integer> good) {
    NavigableSet<Integer> missing = all(dataParts + parityParts);
    missing.removeAll(good);
    int enough = Math.max(1, dataParts - good.size());
    return new PartNeed(missing, Math.min(enough, missing.size()));
  }

  private static NavigableSet<Integer> all(int parts) {
    NavigableSet<Integer> all = new TreeSet<>();
    IntStream.rangeClosed(1, parts).forEach(all::add);
    return all;
  }
}
