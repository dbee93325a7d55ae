package dev.ferry.store;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what the file system says into what a person can act on. */
public final class DiskFailure {
  private DiskFailure() {}

  /**
   * The failure of writing or reading {@code path}, with a reason and advice for a full disk, a
   * quota, a read-only file system and missing permission.
   */
  public static FerryException of(IOException cause, Path path) {
    Text reason = reason(cause);
    FerryException failure =
        new FerryException(
            Failure.ENVIRONMENT,
            Text.of("Cannot use `%s`: %s", "无法使用 `%s`：%s", path, reason),
            cause);
    return isFull(cause) ? failure.hint(spaceAdvice()) : failure;
  }

  /** Whether the cause is a full disk or an exhausted quota. */
  public static boolean isFull(IOException cause) {
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("no space left") || words.contains("quota exceeded");
  }

  private static Text spaceAdvice() {
    return Text.of(
        "Free some space or choose another disk with `--store` and `-o`; what was downloaded so"
            + " far is kept and the same command goes on from there",
        "请释放空间，或用 `--store` 与 `-o` 改用其他磁盘；已下载的部分会保留，重新执行同一命令即可继续");
  }

  /** Why a file cannot be used, without naming it. */
  public static Text reason(IOException cause) {
    if (isFull(cause)) {
      return Text.of("no space left on this disk", "磁盘空间不足");
    }
    if (cause instanceof AccessDeniedException) {
      return Text.of("no permission", "没有权限");
    }
    if (cause instanceof InputFile.NotAFileException) {
      return Text.of("it is a pipe or a device, not a file", "它是管道或设备，不是文件");
    }
    if (cause instanceof NoSuchFileException) {
      return Text.of("it does not exist", "不存在");
    }
    if (String.valueOf(cause.getMessage()).contains("Read-only file system")) {
      return Text.of("the file system is read-only", "文件系统为只读");
    }
    if (String.valueOf(cause.getMessage()).contains("File too large")) {
      return Text.of(
          "a file became larger than this file system (FAT: 4 GiB) or `ulimit -f` allows",
          "文件超过了该文件系统（FAT 为 4 GiB）或 `ulimit -f` 允许的大小");
    }
    String words =
        cause instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : String.valueOf(cause.getMessage());
    return Text.same(words);
  }
}
