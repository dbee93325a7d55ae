package dev.ferry.carry.parcel;

import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;

/** Says before anything is written that a medium is too small. */
final class Medium {
  /** {@code README.txt}, {@code check.sh}, names of files. */
  private static final long MARGIN = 256 << 10;

  private static final Set<String> FAT = Set.of("vfat", "msdos", "fat", "fat32");

  private Medium() {}

  static void require(ParcelPlan plan, Path folder, SortedSet<Integer> missing) {
    if (missing.isEmpty()) {
      return;
    }
    long need = plan.bytes(missing) + MARGIN;
    try {
      FileStore medium = Files.getFileStore(folder);
      for (int part : missing) {
        requireFat(plan, medium, folder, part);
        // What a killed run left under this name is written over.
        Path left = folder.resolve(PartLayout.stem(part) + StagedPart.STAGING_SUFFIX);
        need -= Files.exists(left) ? Math.min(Files.size(left), plan.fileSize(part)) : 0;
      }
      long free = medium.getUsableSpace();
      if (free < need) {
        throw tooSmall(folder, free, need);
      }
    } catch (IOException failure) {
      throw StagedPart.failure(failure, folder);
    }
  }

  private static FerryException tooSmall(Path folder, long free, long need) {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot write a parcel to `%s`: %s free, %s needed",
                "无法把包裹写入 `%s`：可用空间 %s，需要 %s",
                folder,
                new DataSize(Math.max(0, free)),
                new DataSize(need)))
        .hint(
            Text.of(
                "Free some space or choose another medium with `-o`; parts that are right are not"
                    + " written again",
                "请释放空间，或用 `-o` 改用其他介质；已写好的分卷不会重写"));
  }

  private static void requireFat(ParcelPlan plan, FileStore medium, Path folder, int part) {
    if (plan.fileSize(part) > PartOptions.LARGEST_FAT_FILE
        && FAT.contains(medium.type().toLowerCase(Locale.ROOT))) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot write part %d to `%s`: it has %d bytes, FAT32 takes files of at most"
                      + " 4 GiB - 1 (4294967295 bytes)",
                  "无法把第 %d 卷写入 `%s`：共 %d 字节，FAT32 的单个文件上限为 4 GiB - 1（4294967295 字节）",
                  part,
                  folder,
                  plan.fileSize(part)))
          .hint(Text.of("Choose `--part-size 3900M`", "请使用 `--part-size 3900M`"));
    }
  }
}
