package dev.ferry.carry.depot;

import dev.ferry.carry.goods.GoodsNames;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.model.WindowsName;

/** Names of bundles, images and files in a depot: of characters that every file system takes. */
public final class DepotName {
  private DepotName() {}

  public static boolean isPlain(String name) {
    return GoodsNames.isRoot(name);
  }

  /**
   * The name itself.
   *
   * @throws FerryException where a depot cannot have it
   */
  public static String checked(String name) {
    if (WindowsName.isReserved(name)) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot keep anything as `%s`: Windows gives that name to a device, or takes its"
                      + " end",
                  "无法以 `%s` 为名保存：它是 Windows 的设备名，或末尾为点或空格", shown(name)))
          .hint(Text.of("Give it another name with `--as NAME`", "用 `--as NAME` 另取名称"));
    }
    if (!isPlain(name)) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot keep anything as `%s`: want ASCII letters, digits and `._+!-`, and no"
                      + " name that moves, such as `latest`",
                  "无法以 `%s` 为名保存：只能用 ASCII 字母、数字和 `._+!-`，且不能是 `latest` 之类的浮动名称", shown(name)))
          .hint(Text.of("Give it another name with `--as NAME`", "用 `--as NAME` 另取名称"));
    }
    return name;
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
  }
}
