package dev.ferry.carry.parcel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.regex.Pattern;

/**
 * What a medium or a gateway allows.
 *
 * @param partSize most bytes of one part file, everything counted
 * @param parityPercent parity parts for a hundred data parts, rounded up to whole parts; 0 for none
 * @param suffix ending of the part files' names: one to three letters or digits, not {@code tmp}
 */
public record PartOptions(long partSize, int parityPercent, String suffix) {
  /** What fits every file system: FAT32 takes files of at most 4 GiB - 1. */
  public static final long DEFAULT_PART_SIZE = 3_900_000_000L;

  public static final int DEFAULT_PARITY_PERCENT = 10;
  public static final String DEFAULT_SUFFIX = "FRY";

  /** The largest file of FAT32. */
  static final long LARGEST_FAT_FILE = (1L << 32) - 1;

  private static final int MOST_PARITY_PERCENT = 1000;
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]{1,3}");

  /**
   * @throws FerryException of kind USAGE where a value is out of its bounds
   */
  public PartOptions {
    if (partSize < 1) {
      throw bad("--part-size", partSize, Text.of("a size above 0", "大于 0 的大小"));
    }
    if (parityPercent < 0 || parityPercent > MOST_PARITY_PERCENT) {
      throw bad("--parity", parityPercent, Text.same("0% … " + MOST_PARITY_PERCENT + "%"));
    }
    if (!isSuffix(suffix)) {
      throw bad(
          "--part-suffix",
          suffix,
          Text.of("one to three letters or digits, not `TMP`", "一至三个字母或数字，且不为 `TMP`"));
    }
  }

  /** Parts of 3.9 GB, 10 % parity, {@code .FRY}. */
  public static PartOptions defaults() {
    return new PartOptions(DEFAULT_PART_SIZE, DEFAULT_PARITY_PERCENT, DEFAULT_SUFFIX);
  }

  static boolean isSuffix(String suffix) {
    return SUFFIX.matcher(suffix).matches() && !suffix.equalsIgnoreCase("tmp");
  }

  private static FerryException bad(String option, Object got, Text want) {
    return new FerryException(
        Failure.USAGE,
        Text.of(
            "bad value for `%s`: got `%s`, want %s", "`%s` 的值有误：是 `%s`，应为 %s", option, got, want));
  }
}
