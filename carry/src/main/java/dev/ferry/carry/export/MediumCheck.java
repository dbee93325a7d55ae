package dev.ferry.carry.export;

import dev.ferry.carry.parcel.PartLayout;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says before deltas are made that a medium cannot even hold what surely comes whole. The exact
 * check follows when the parcel is cut.
 */
final class MediumCheck {
  private MediumCheck() {}

  /** Bytes that surely come whole. */
  private static long surely(ExportPlan plan) {
    return plan.items().stream()
        .filter(item -> item.base().isEmpty())
        .mapToLong(item -> item.blob().size())
        .sum();
  }

  /** Parts that are so small that there are surely too many. */
  static void requireParts(ExportPlan plan, PartOptions options) {
    long data = Math.ceilDiv(surely(plan), options.partSize());
    long parity = Math.ceilDiv(data * options.parityPercent(), 100L);
    long most = parity > 0 ? PartLayout.MOST_PARTS_WITH_PARITY : PartLayout.MOST_PARTS;
    if (data <= 1 || data + parity <= most) {
      return;
    }
    long fewest = Math.max(1, most * 100 / (100 + options.parityPercent()) - 1);
    long size = Math.ceilDiv(surely(plan), fewest) / 1_000_000 + 2;
    throw new FerryException(
            Failure.REFUSED,
            Text.of(
                "Cannot make %d parts and %d of parity or more: the most is %d together",
                "无法生成至少 %d 个分卷和 %d 个校验分卷：总数上限为 %d", data, parity, most))
        .hint(
            parity > 0
                ? Text.of(
                    "Choose `--part-size %dM` or more, or `--parity 0%%`",
                    "请使用 `--part-size %dM` 或更大，或 `--parity 0%%`", size)
                : Text.of("Choose `--part-size %dM` or more", "请使用 `--part-size %dM` 或更大", size));
  }

  static void require(ExportPlan plan, Path output) {
    long surely = surely(plan);
    Path folder = output.toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    if (folder == null) {
      return;
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < surely) {
        throw new FerryException(
                Failure.ENVIRONMENT,
                Text.of(
                    "Cannot write to `%s`: %s free, at least %s needed",
                    "无法写入 `%s`：可用空间 %s，至少需要 %s", output, new DataSize(free), new DataSize(surely)))
            .hint(
                Text.of(
                    "Free some space or choose another medium with `-o`", "请释放空间，或用 `-o` 改用其他介质"));
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }
}
