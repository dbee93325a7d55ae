package dev.ferry.image.base;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.regex.Pattern;

/** Names of bases: lower-case words, as in the name of an image; never one that moves. */
final class BaseName {
  private static final int LONGEST = 64;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*");

  private BaseName() {}

  static void require(String name) {
    if (name.equals("latest")) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Cannot name a base `latest`: tomorrow it would mean another one",
              "不能把基础镜像命名为 `latest`：它的含义会变"));
    }
    if (!isName(name)) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Bad value for `--name`: got `%s`, want lower-case letters and digits, with `.`, `_`"
                  + " or `-` between them, at most %d",
              "`--name` 的值有误：得到 `%s`，应为小写字母与数字，中间可用 `.`、`_`、`-`，至多 %d 个字符", name, LONGEST));
    }
  }

  static boolean isName(String name) {
    return name.length() <= LONGEST && !name.equals("latest") && NAME.matcher(name).matches();
  }
}
