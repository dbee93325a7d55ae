package dev.ferry.carry.parcel;

import dev.ferry.carry.parity.CauchyCode;
import dev.ferry.carry.parity.Products;
import dev.ferry.model.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Writes parity parts, many in one pass over the payload: 16 at a time, so that it takes 17 MiB and
 * the tables of the code however many there are.
 */
final class ParityPartsWriter implements AutoCloseable {
  private static final int AT_A_TIME = 16;

  private final ParcelPlan plan;
  private final List<ParityRow> rows = new ArrayList<>();

  private ParityPartsWriter(ParcelPlan plan) {
    this.plan = plan;
  }

  static void write(ParcelPlan plan, Path folder, SortedSet<Integer> parts, Progress.Task task) {
    List<Integer> numbers = List.copyOf(parts);
    for (int from = 0; from < numbers.size(); from += AT_A_TIME) {
      List<Integer> some = numbers.subList(from, Math.min(numbers.size(), from + AT_A_TIME));
      try (ParityPartsWriter writer = new ParityPartsWriter(plan)) {
        for (int part : some) {
          writer.rows.add(ParityRow.begin(plan, folder, part, task));
        }
        writer.run();
      }
    }
  }

  private void run() {
    PartLayout layout = plan.layout();
    CauchyCode code = new CauchyCode(layout.dataParts(), layout.parityParts());
    byte[] buffer = new byte[PartLayout.SLICE];
    for (int stripe = 0; stripe < layout.stripes(); stripe++) {
      for (int part = 1; part <= layout.dataParts(); part++) {
        if (stripe < layout.slicesOf(part)) {
          add(code, part, stripe, buffer);
        }
      }
      for (ParityRow row : rows) {
        row.endStripe(stripe);
      }
    }
    for (ParityRow row : rows) {
      row.publish();
    }
  }

  private void add(CauchyCode code, int part, int stripe, byte[] buffer) {
    int slice = plan.layout().slice(part, stripe);
    DataPartWriter.read(plan, slice, buffer);
    for (ParityRow row : rows) {
      int coefficient = code.coefficient(row.number(), part - 1);
      Products.add(coefficient, buffer, row.sum(), plan.layout().sliceLength(slice));
    }
  }

  @Override
  public void close() {
    for (ParityRow row : rows) {
      row.close();
    }
  }
}
