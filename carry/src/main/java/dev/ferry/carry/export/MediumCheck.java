package dev.ferry.carry.export;

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

  static void require(ExportPlan plan, Path output) {
    long surely =
        plan.items().stream()
            .filter(item -> item.base().isEmpty())
            .mapToLong(item -> item.blob().size())
            .sum();
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
                "无法写入 `%s`：可用空间 %s，至少需要 %s", output, new DataSize(free), new DataSize(surely)));
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }
}
