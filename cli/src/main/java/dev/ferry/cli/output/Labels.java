package dev.ferry.cli.output;

import dev.ferry.model.Text;

/** The words before a line on standard error. */
final class Labels {
  private Labels() {}

  static Text note(Text message) {
    return Text.of("note: %s", "说明：%s", message);
  }

  static Text warning(Text message) {
    return Text.of("warning: %s", "警告：%s", message);
  }

  static Text error(Text message) {
    return Text.of("error: %s", "错误：%s", message);
  }

  static Text hint(Text message) {
    return Text.of("hint: %s", "提示：%s", message);
  }
}
