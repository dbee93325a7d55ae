package dev.ferry.carry.depot;

import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says before anything is written that a disk is too small. */
public final class Space {
  private Space() {}

  /** Fails where fewer bytes are free on the disk of {@code folder}. */
  public static void require(Path folder, DataSize need) {
    try {
      long free = Math.max(0, Files.getFileStore(existing(folder)).getUsableSpace());
      if (free < need.bytes()) {
        throw new FerryException(
                Failure.ENVIRONMENT,
                Text.of(
                    "Cannot write to `%s`: %s free, %s needed",
                    "无法写入 `%s`：可用空间 %s，需要 %s", folder, new DataSize(free), need))
            .hint(advice());
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  /** The folder, or the one that it will be made in. */
  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  /** What helps against a full disk. */
  public static Text advice() {
    return Text.of(
        "Free some space, for example with `ferry gc`; what has arrived is kept and the same"
            + " command goes on from there",
        "请释放空间，例如运行 `ferry gc`；已到达的内容会保留，重新执行同一命令即可继续");
  }
}
