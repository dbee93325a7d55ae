package dev.ferry.bundle.layout;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** How bundles and their tags are named. */
public final class BundleNames {
  /** The longest name; also the longest tag of an OCI reference. */
  public static final int LONGEST = 128;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private BundleNames() {}

  /**
   * The name of the folder: {@code <name>-v<version>-<target>-<yyyymmdd>}, {@code multi} for
   * several targets.
   *
   * @param locked the lock's date, not today's
   */
  public static String folder(String name, String version, List<String> targets, LocalDate locked) {
    String target = targets.size() == 1 ? targets.get(0) : "multi";
    String date = locked.format(DateTimeFormatter.BASIC_ISO_DATE);
    return checked(plain(tag(name, version) + "-" + target + "-" + date));
  }

  /** The root's tag: {@code <name>-v<version>}. */
  public static String tag(String name, String version) {
    return checked(plain(name + "-v" + version));
  }

  /** An environment's tag. */
  public static String environmentTag(String rootTag, String target) {
    return checked(plain(rootTag + "-" + target));
  }

  private static String plain(String text) {
    return text.replace('+', '_').replace('!', '-');
  }

  private static String checked(String name) {
    if (name.length() > LONGEST || !PLAIN.matcher(name).matches()) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "Cannot name the bundle `%s`: want at most %d characters, ASCII letters, digits,"
                      + " `.`, `_` and `-`",
                  "无法使用包名 `%s`：最多 %d 个字符，只能用 ASCII 字母、数字、`.`、`_` 和 `-`", name, LONGEST))
          .hint(
              Text.of(
                  "Choose another `name` or `version` in the spec or on the command line",
                  "请在规格文件或命令行中改用其他 `name` 或 `version`"));
    }
    return name;
  }
}
