package dev.ferry.bundle.pack;

import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says before anything is downloaded that a disk is too small. */
final class DiskSpace {
  private DiskSpace() {}

  static void require(PackPlan plan, Path store) {
    Path output = existing(plan.destination());
    try {
      FileStore outputDisk = Files.getFileStore(output);
      FileStore storeDisk = Files.getFileStore(store);
      boolean same = outputDisk.equals(storeDisk);
      DataSize bundle = plan.outputNeed(same);
      DataSize download = plan.download();
      if (same) {
        require(storeDisk, store, download.plus(bundle));
      } else {
        require(storeDisk, store, download);
        require(outputDisk, output, bundle);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, output);
    }
  }

  private static void require(FileStore disk, Path path, DataSize need) throws IOException {
    long free = disk.getUsableSpace();
    if (free < need.bytes()) {
      throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of(
                  "Cannot write to `%s`: %s free, %s needed",
                  "无法写入 `%s`：可用空间 %s，需要 %s", path, new DataSize(Math.max(0, free)), need))
          .hint(
              Text.of(
                  "Free some space or choose another disk with `--store` and `-o`",
                  "请释放空间，或用 `--store` 与 `-o` 改用其他磁盘"));
    }
  }

  private static Path existing(Path path) {
    Path folder = path;
    while (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      if (parent == null) {
        return folder;
      }
      folder = parent;
    }
    return folder;
  }
}
