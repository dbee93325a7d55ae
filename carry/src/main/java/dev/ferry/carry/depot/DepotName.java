package dev.ferry.carry.depot;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.regex.Pattern;

/** Names of bundles, images and files in a depot: of characters that every file system takes. */
public final class DepotName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,199}");

  private DepotName() {}

  public static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches() && !name.endsWith(".");
  }

  /**
   * The name itself.
   *
   * @throws FerryException where a depot cannot have it
   */
  public static String checked(String name) {
    if (!isPlain(name)) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot keep anything as `%s`: want ASCII letters, digits, `.`, `_`, `+` and `-`",
                  "无法以 `%s` 为名保存：只能用 ASCII 字母、数字、`.`、`_`、`+` 和 `-`", shown(name)))
          .hint(Text.of("Give it another name with `--as NAME`", "用 `--as NAME` 另取名称"));
    }
    return name;
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
  }
}
