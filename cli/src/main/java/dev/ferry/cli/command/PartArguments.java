package dev.ferry.cli.command;

import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import picocli.CommandLine.Option;

/** How a parcel is cut. */
final class PartArguments {
  /** A slice of 1 MiB, the table of contents and the headers have to fit. */
  private static final long SMALLEST = 2_000_000;

  @Option(names = "--part-size", paramLabel = "SIZE", descriptionKey = "export.part-size")
  private String size = "3900M";

  @Option(names = "--parity", paramLabel = "PERCENT", descriptionKey = "export.parity")
  private String parity = "10%";

  @Option(names = "--part-suffix", paramLabel = "SUFFIX", descriptionKey = "export.part-suffix")
  private String suffix = PartOptions.DEFAULT_SUFFIX;

  PartOptions options() {
    if (!parity.matches("[0-9]{1,4}%?")) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `--parity`: got `%s`, want `10%%`",
              "`--parity` 的值有误：是 `%s`，应为 `10%%`", parity));
    }
    int percent = Integer.parseInt(parity.replace("%", ""));
    long bytes = ByteCount.parse("--part-size", size);
    if (bytes < SMALLEST) {
      throw tooSmall();
    }
    return new PartOptions(bytes, percent, suffix);
  }

  private FerryException tooSmall() {
    FerryException small =
        new FerryException(
            Failure.USAGE,
            Text.of(
                "bad value for `--part-size`: got `%s`, want at least `2M`",
                "`--part-size` 的值有误：是 `%s`，应至少为 `2M`", size));
    return size.matches("[2-9]|[1-9][0-9]{1,4}")
        ? small.hint(Text.of("Did you mean `%sM`?", "是否指 `%sM`？", size))
        : small;
  }
}
