package dev.ferry.python.wheel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.Locale;

/** Makes the refusals of this package, all of one shape: file, place, field, got and want. */
final class WheelFault {
  private final String label;

  /** Where something is wrong. Every member has one; only a wrong one's is put into words. */
  @FunctionalInterface
  interface Place {
    Text words();
  }

  /**
   * @param label the wheel's file name, for messages
   */
  WheelFault(String label) {
    this.label = label;
  }

  /** A field that has the wrong value. */
  FerryException field(Place where, String field, Object got, Object want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read wheel `%s`: %s: `%s` is %s, want %s",
            "无法读取 wheel `%s`：%s：`%s` 为 %s，应为 %s", label, where.words(), field, got, want));
  }

  /** Something that no field holds. */
  FerryException general(Place where, Text what) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read wheel `%s`: %s: %s", "无法读取 wheel `%s`：%s：%s", label, where.words(), what));
  }

  static Place member(String path) {
    return () -> Text.of("member `%s`", "成员 `%s`", printable(path));
  }

  static Place directory() {
    return () -> Text.of("central directory", "中央目录");
  }

  static Place end() {
    return () -> Text.of("end record", "结尾记录");
  }

  static Place archive() {
    return () -> Text.of("archive", "归档");
  }

  /** A name from outside, without anything that a terminal would obey, and not too long. */
  static String printable(String name) {
    StringBuilder safe = new StringBuilder();
    int shown = Math.min(name.length(), 200);
    for (int i = 0; i < shown; i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return shown < name.length() ? safe + "..." : safe.toString();
  }
}
