package dev.ferry.bench.parity;

import com.sun.management.OperatingSystemMXBean;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.parcel.Item;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.carry.parcel.ParcelPlanner;
import dev.ferry.carry.parcel.ParcelScan;
import dev.ferry.carry.parcel.ParcelWriter;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.parity.CauchyCode;
import dev.ferry.carry.parity.Products;
import dev.ferry.carry.parity.Recovery;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes and repairs 20 + 2 parts, the code alone and whole parcels. */
public final class ParityBench {
  private static final int DATA = 20;
  private static final int PARITY = 2;
  private static final int SLICE = 1 << 20;
  private static final int SLICES_OF_A_PART = 12;
  private static final int ROUNDS = 5;

  private ParityBench() {}

  /** What is timed. */
  private interface Work {
    void run() throws IOException;
  }

  /**
   * Runs a few rounds and prints the last one's figures.
   *
   * @param arguments an empty folder, of which 1 GB is used
   */
  public static void main(String[] arguments) throws IOException {
    code();
    parcel(Path.of(arguments[0]));
  }

  private static void code() throws IOException {
    CauchyCode code = new CauchyCode(DATA, PARITY);
    byte[][] columns = new byte[DATA][SLICE];
    Random random = new Random(1);
    for (byte[] column : columns) {
      random.nextBytes(column);
    }
    byte[][] rows = new byte[PARITY][SLICE];
    Recovery recovery = Recovery.of(code, new int[] {3, 11}, new int[] {0, 1});
    long bytes = 40L * DATA * SLICE;
    for (int round = 0; round < ROUNDS; round++) {
      boolean last = round == ROUNDS - 1;
      time("code alone, making", bytes, last, () -> multiply(columns, rows, code::coefficient));
      time(
          "code alone, repairing two",
          bytes,
          last,
          () -> multiply(columns, rows, recovery::ofColumn));
    }
  }

  /** Gives a coefficient. */
  private interface Coefficients {
    int of(int row, int column);
  }

  private static void multiply(byte[][] columns, byte[][] rows, Coefficients coefficients) {
    for (int repeat = 0; repeat < 40; repeat++) {
      for (int column = 0; column < columns.length; column++) {
        for (int row = 0; row < rows.length; row++) {
          Products.add(coefficients.of(row, column), columns[column], rows[row], SLICE);
        }
      }
    }
  }

  private static void parcel(Path folder) throws IOException {
    Path file = folder.resolve("payload");
    long payload = (long) DATA * SLICES_OF_A_PART * SLICE;
    write(file, payload);
    long partSize = (long) SLICES_OF_A_PART * SLICE + 100_000;
    PartOptions options = new PartOptions(partSize, 100 * PARITY / DATA, "FRY");
    ParcelPlan plan =
        ParcelPlanner.plan(
            List.of(new Item(file, 0, payload)), new byte[] {'{', '}'}, options, Progress.NONE);
    for (int round = 0; round < ROUNDS; round++) {
      boolean last = round == ROUNDS - 1;
      Path parity = folder.resolve("parity" + round);
      time(
          "parcel, writing 2 parity parts",
          payload,
          last,
          () -> ParcelWriter.writeOnly(plan, parity, Set.of(21, 22), Progress.NONE));
      Path parcel = folder.resolve("parcel");
      ParcelWriter.write(plan, parcel, Progress.NONE);
      Files.delete(parcel.resolve(plan.layout().name(4)));
      Files.delete(parcel.resolve(plan.layout().name(12)));
      FoundParcel found = ParcelScan.scan(List.of(parcel)).parcels().get(0);
      time("parcel, checking 20 parts", payload, last, () -> found.check(Progress.NONE));
      Path scratch = folder.resolve("scratch" + round);
      time(
          "parcel, repairing 2 data parts",
          payload,
          last,
          () -> found.repair(scratch, Progress.NONE));
    }
  }

  private static void write(Path file, long bytes) throws IOException {
    Random random = new Random(2);
    byte[] block = new byte[SLICE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long done = 0; done < bytes; done += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
  }

  private static void time(String what, long bytes, boolean print, Work work) throws IOException {
    long start = processorTime();
    long clock = System.nanoTime();
    work.run();
    double seconds = (processorTime() - start) / 1e9;
    double wall = (System.nanoTime() - clock) / 1e9;
    if (print) {
      System.out.printf(
          "%-32s %6.0f MB/s of data a core, %6.0f MB/s by the clock%n",
          what, bytes / 1e6 / seconds, bytes / 1e6 / wall);
    }
  }

  private static long processorTime() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }
}
