package dev.ferry.carry.parcel;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the payload's slices: as they are in a file, or computed again. Safe for threads. */
final class SliceReader {
  /** Slices that all threads together compute at a time. */
  private static final int AT_A_TIME = 24;

  private final PartLayout layout;
  private final SliceBook book;
  private final StripeRepair repair;
  private volatile @Nullable RepairedSlices repaired;

  SliceReader(ParcelManifest manifest, SliceBook book) {
    this.layout = manifest.layout();
    this.book = book;
    this.repair = new StripeRepair(manifest, book);
  }

  /**
   * Reads a slice, whatever that takes.
   *
   * @return false where it is lost
   */
  boolean read(int slice, byte[] to) {
    int part = layout.partOf(slice);
    RepairedSlices scratch = repaired;
    if (scratch != null && scratch.read(slice, to, layout.sliceLength(slice))) {
      return true;
    }
    if (book.read(part, layout.stripeOf(slice), to)) {
      return true;
    }
    byte[] buffer = new byte[PartLayout.SLICE];
    Stripe stripe = Stripe.of(layout.stripeOf(slice), layout, book, buffer);
    int index = stripe.lost().indexOf(part);
    if (index < 0 || !repair.rebuild(stripe, index, List.of(to), buffer)) {
      return false;
    }
    book.mended(part, stripe.number());
    return true;
  }

  /** Whether a slice can be read, by what the digests say. */
  boolean has(int slice, byte[] buffer) {
    RepairedSlices scratch = repaired;
    int stripe = layout.stripeOf(slice);
    return (scratch != null && scratch.has(slice))
        || book.has(layout.partOf(slice), stripe, buffer)
        || Stripe.of(stripe, layout, book, buffer).deficit() == 0;
  }

  /** Computes every lost slice that can be, into a scratch file. */
  void repairAll(Path file, Progress progress) {
    RepairedSlices scratch = new RepairedSlices(file);
    byte[] shared = new byte[PartLayout.SLICE];
    List<Stripe> damaged = new ArrayList<>();
    long slices = 0;
    for (int number = 0; number < layout.stripes(); number++) {
      Stripe stripe = Stripe.of(number, layout, book, shared);
      if (!stripe.lost().isEmpty() && stripe.deficit() == 0) {
        damaged.add(stripe);
        slices += stripe.lost().size();
      }
    }
    Text what = Text.of("Repairing", "修复中");
    try (Progress.Task task = progress.start(what, slices * PartLayout.SLICE)) {
      SliceWork.run(
          damaged.size(),
          (index, buffer) -> repairStripe(damaged.get(index), scratch, buffer, task));
    }
    repaired = scratch;
  }

  private void repairStripe(
      Stripe stripe, RepairedSlices scratch, byte[] buffer, Progress.Task task) {
    int most = Math.max(1, AT_A_TIME / SliceWork.workers());
    for (int from = 0; from < stripe.lost().size(); from += most) {
      int count = Math.min(most, stripe.lost().size() - from);
      List<byte[]> sums = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sums.add(new byte[PartLayout.SLICE]);
      }
      if (repair.rebuild(stripe, from, sums, buffer)) {
        for (int i = 0; i < count; i++) {
          int part = stripe.lost().get(from + i);
          scratch.add(layout.slice(part, stripe.number()), sums.get(i));
          book.mended(part, stripe.number());
        }
      }
      task.advance((long) count * PartLayout.SLICE);
    }
  }
}
