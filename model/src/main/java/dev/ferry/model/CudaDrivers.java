package dev.ferry.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which NVIDIA driver (Linux, x86_64) runs which CUDA release, after the tables "CUDA Toolkit and
 * Minimum Required Driver Version for CUDA Minor Version Compatibility" and "CUDA Toolkit and
 * Corresponding Driver Versions" of NVIDIA's CUDA Toolkit release notes.
 *
 * <p>Two numbers are kept, because they answer different questions. {@link #minimum} is the driver
 * from which a program of a release <em>may run</em>: from CUDA 11 on, every release of a major
 * series runs on the drivers of the first one. {@link #vendorRequired} is the driver that came with
 * the release, which frameworks often ask for (Paddle's CUDA 12.6 builds want 550.54.14). Where a
 * release is not in the table, the newest listed one of the same series before it counts.
 */
public final class CudaDrivers {
  /**
   * One line of the table.
   *
   * @param cuda the CUDA release, two parts
   * @param minimum the oldest driver it may run with
   * @param released the driver that was released with it
   */
  public record Row(SymbolVersion cuda, SymbolVersion minimum, SymbolVersion released) {
    private static Row of(String cuda, String minimum, String released) {
      return new Row(
          SymbolVersion.parse(cuda), SymbolVersion.parse(minimum), SymbolVersion.parse(released));
    }
  }

  private static final List<Row> ROWS =
      List.of(
          Row.of("10.0", "410.48", "410.48"),
          Row.of("10.1", "418.39", "418.39"),
          Row.of("10.2", "440.33", "440.33"),
          Row.of("11.0", "450.36.06", "450.51.05"),
          Row.of("11.1", "450.80.02", "450.80.02"),
          Row.of("11.2", "450.80.02", "460.27.03"),
          Row.of("11.3", "450.80.02", "465.19.01"),
          Row.of("11.4", "450.80.02", "470.42.01"),
          Row.of("11.8", "450.80.02", "520.61.05"),
          Row.of("12.0", "525.60.13", "525.60.13"),
          Row.of("12.4", "525.60.13", "550.54.14"),
          Row.of("12.9", "525.60.13", "550.54.14"),
          Row.of("13.0", "580", "580"));

  private CudaDrivers() {}

  /** The whole table, oldest CUDA release first. */
  public static List<Row> rows() {
    return ROWS;
  }

  /**
   * The highest listed CUDA release that may run with a driver; empty where the driver is older
   * than every line of the table.
   */
  public static Optional<SymbolVersion> findCeiling(SymbolVersion driver) {
    return highest(row -> row.minimum.compareTo(driver) <= 0);
  }

  /** The same as {@link #findCeiling}, with 0.0 where nothing that the table lists runs. */
  public static SymbolVersion ceiling(SymbolVersion driver) {
    return findCeiling(driver).orElse(SymbolVersion.of(0, 0));
  }

  /** The highest listed CUDA release whose own driver is not newer than {@code driver}. */
  public static Optional<SymbolVersion> findVendorCeiling(SymbolVersion driver) {
    return highest(row -> row.released.compareTo(driver) <= 0);
  }

  /** The oldest driver that a CUDA release may run with; empty before CUDA 10.0. */
  public static Optional<SymbolVersion> minimum(SymbolVersion cuda) {
    return row(cuda).map(Row::minimum);
  }

  /** The driver that NVIDIA names for a CUDA release; empty before CUDA 10.0. */
  public static Optional<SymbolVersion> vendorRequired(SymbolVersion cuda) {
    return row(cuda).map(Row::released);
  }

  /** A driver's version as NVIDIA writes it, with two digits after the first: 450.80.02. */
  public static String shown(SymbolVersion driver) {
    return IntStream.range(0, driver.parts().size())
        .mapToObj(i -> String.format(Locale.ROOT, i == 0 ? "%d" : "%02d", driver.part(i)))
        .collect(Collectors.joining("."));
  }

  private static Optional<SymbolVersion> highest(Predicate<Row> runs) {
    return ROWS.stream().filter(runs).map(Row::cuda).max(Comparator.naturalOrder());
  }

  private static Optional<Row> row(SymbolVersion cuda) {
    return ROWS.stream()
        .filter(row -> row.cuda.part(0) == cuda.part(0) && row.cuda.compareTo(cuda) <= 0)
        .max(Comparator.comparing(Row::cuda));
  }
}
