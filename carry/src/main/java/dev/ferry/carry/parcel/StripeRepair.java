package dev.ferry.carry.parcel;

import dev.ferry.carry.parity.CauchyCode;
import dev.ferry.carry.parity.Products;
import dev.ferry.carry.parity.Recovery;
import java.util.Arrays;
import java.util.List;

/**
 * Computes lost slices from what is left of their stripe. What comes out is compared with the
 * manifest.
 */
final class StripeRepair {
  private final ParcelManifest manifest;
  private final PartLayout layout;
  private final SliceBook book;

  StripeRepair(ParcelManifest manifest, SliceBook book) {
    this.manifest = manifest;
    this.layout = manifest.layout();
    this.book = book;
  }

  /**
   * Computes some of the lost slices of a stripe.
   *
   * @param from the first of them, as an index into the stripe's lost parts
   * @param to one array of a slice for each that is wanted
   * @param buffer for reading
   * @return false where the rest of the stripe does not suffice, or is not what it was
   */
  boolean rebuild(Stripe stripe, int from, List<byte[]> to, byte[] buffer) {
    if (stripe.deficit() > 0) {
      return false;
    }
    Recovery recovery = recovery(stripe);
    to.forEach(sum -> Arrays.fill(sum, (byte) 0));
    for (int part = 1; part <= layout.dataParts(); part++) {
      if (stripe.number() >= layout.slicesOf(part) || stripe.lost().contains(part)) {
        continue;
      }
      if (!book.read(part, stripe.number(), buffer)) {
        return false;
      }
      for (int i = 0; i < to.size(); i++) {
        int length = book.length(part, stripe.number());
        Products.add(recovery.ofColumn(from + i, part - 1), buffer, to.get(i), length);
      }
    }
    return addParity(stripe, recovery, from, to, buffer) && areRight(stripe, from, to);
  }

  private Recovery recovery(Stripe stripe) {
    int[] lost = stripe.lost().stream().mapToInt(part -> part - 1).toArray();
    int[] rows =
        stripe.parity().stream()
            .limit(lost.length)
            .mapToInt(part -> part - layout.dataParts() - 1)
            .toArray();
    return Recovery.of(new CauchyCode(layout.dataParts(), layout.parityParts()), lost, rows);
  }

  private boolean addParity(
      Stripe stripe, Recovery recovery, int from, List<byte[]> to, byte[] buffer) {
    for (int row = 0; row < recovery.rows(); row++) {
      int part = recovery.row(row) + layout.dataParts() + 1;
      if (!book.read(part, stripe.number(), buffer)) {
        return false;
      }
      for (int i = 0; i < to.size(); i++) {
        int length = layout.stripeLength(stripe.number());
        Products.add(recovery.ofRow(from + i, row), buffer, to.get(i), length);
      }
    }
    return true;
  }

  private boolean areRight(Stripe stripe, int from, List<byte[]> slices) {
    for (int i = 0; i < slices.size(); i++) {
      int slice = layout.slice(stripe.lost().get(from + i), stripe.number());
      if (!manifest.matches(slice, SliceBook.sha256(slices.get(i), layout.sliceLength(slice)))) {
        return false;
      }
    }
    return true;
  }
}
