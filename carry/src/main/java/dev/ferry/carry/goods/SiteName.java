package dev.ferry.carry.goods;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.MovingName;
import dev.ferry.model.Text;
import dev.ferry.model.WindowsName;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the connected side calls an isolated one: 1 to 32 lower-case letters, digits and inner
 * hyphens. It can be typed on any keyboard, and is a name of a file on any disk.
 *
 * @param value {@code plant-7}
 */
public record SiteName(String value) implements Comparable<SiteName> {
  /** Most characters. */
  public static final int LONGEST = 32;

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");

  public SiteName {
    if (!NAME.matcher(value).matches() || WindowsName.isReserved(value)) {
      throw new IllegalArgumentException(
          "letters a-z, digits and inner hyphens, no name of a device of Windows");
    }
  }

  /**
   * The name that a person gave.
   *
   * @throws FerryException of kind USAGE where it is none, REFUSED where it means another site
   *     tomorrow
   */
  public static SiteName given(String text) {
    if (MovingName.is(text)) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "`--site %s` names something else tomorrow, want a fixed name",
              "`--site %s` 会随时间指向不同站点，应使用固定的名称", text));
    }
    if (WindowsName.isReserved(text)) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `--site`: Windows gives the name `%s` to a device",
              "`--site` 的值有误：`%s` 是 Windows 的设备名", text));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(text).matches()) {
      FerryException wrong =
          new FerryException(
              Failure.USAGE,
              Text.of(
                  "bad value for `--site`: got `%s`, want at most %d letters a-z, digits and inner"
                      + " hyphens",
                  "`--site` 的值有误：是 `%s`，应为至多 %d 个小写字母 a-z、数字或中间的连字符", text, LONGEST));
      throw NAME.matcher(lower).matches()
          ? wrong.hint(Text.of("Did you mean `%s`?", "是否指 `%s`？", lower))
          : wrong;
    }
    return new SiteName(text);
  }

  @Override
  public int compareTo(SiteName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
