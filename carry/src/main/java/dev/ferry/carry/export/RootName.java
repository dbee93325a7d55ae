package dev.ferry.carry.export;

import dev.ferry.carry.goods.GoodsNames;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.MovingName;
import dev.ferry.model.Text;
import dev.ferry.model.WindowsName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What something is called on the far side: as its file or folder is called here. */
final class RootName {
  private RootName() {}

  /**
   * The name of a file without an ending.
   *
   * @throws FerryException of kind REFUSED for a moving name, USAGE for one that no disk takes
   */
  static String of(Path path, String ending) {
    String file = file(path);
    String name = file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : file;
    if (MovingName.is(name) || name.toLowerCase(Locale.ROOT).endsWith("-latest")) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot carry `%s`: `%s` names something else tomorrow",
                  "无法携带 `%s`：名称 `%s` 会随时间指向不同内容", path, name))
          .hint(Text.of("Give it a name with a version", "请使用带版本号的名称"));
    }
    if (WindowsName.isReserved(name)) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "Cannot carry `%s`: Windows gives the name `%s` to a device, or takes its end",
                  "无法携带 `%s`：名称 `%s` 是 Windows 的设备名，或末尾为点或空格", path, name))
          .hint(Text.of("Media are read on Windows too: rename it", "介质也会在 Windows 上读取：请改名"));
    }
    if (!GoodsNames.isRoot(name)) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Cannot carry `%s`: bad name `%s`, want at most 128 of A-Z a-z 0-9 . _ + ! -",
              "无法携带 `%s`：名称 `%s` 有误，应为至多 128 个 A-Z a-z 0-9 . _ + ! - 字符", path, name));
    }
    return name;
  }

  private static String file(Path path) {
    try {
      return String.valueOf(path.toRealPath().getFileName());
    } catch (IOException absent) {
      return String.valueOf(path.getFileName());
    }
  }
}
