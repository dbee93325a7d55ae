package dev.ferry.image.tar;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;

/** Words for what is wrong with an archive: which file, which entry, which field. */
public final class Faults {
  private static final int LONGEST_SHOWN = 120;

  private Faults() {}

  /** An archive that is wrong as a whole. */
  public static FerryException archive(String where, Text what) {
    return new FerryException(
        Failure.VERIFICATION, Text.of("Cannot read `%s`: %s", "无法读取 `%s`：%s", where, what));
  }

  /** An entry that is wrong. */
  public static FerryException entry(String where, String entry, Text what) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read `%s`: its entry `%s` %s",
            "无法读取 `%s`：其条目 `%s` %s", where, shown(entry), what));
  }

  /** A field with a value that it cannot have. */
  public static FerryException field(
      String where, String entry, String field, Object got, String want) {
    return entry(
        where,
        entry,
        Text.of(
            "has a bad value for `%s`: got `%s`, want %s",
            "的字段 `%s` 的值有误：得到 `%s`，应为 %s", field, shown(String.valueOf(got)), want));
  }

  /** A text from outside, fit to be shown. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && shown.length() < LONGEST_SHOWN; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || c == '\u202e' ? '\ufffd' : c);
    }
    return text.length() > LONGEST_SHOWN ? shown + "…" : shown.toString();
  }
}
