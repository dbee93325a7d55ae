package dev.ferry.python.install;

import java.util.Locale;

/** Strings as Python's {@code ascii()} spells them. */
final class PythonLiteral {
  private PythonLiteral() {}

  static String of(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder literal = new StringBuilder().append(quote);
    text.codePoints().forEach(point -> append(literal, point, quote));
    return literal.append(quote).toString();
  }

  private static void append(StringBuilder literal, int point, char quote) {
    if (point == quote || point == '\\') {
      literal.append('\\').appendCodePoint(point);
    } else if (point == '\t') {
      literal.append("\\t");
    } else if (point == '\r') {
      literal.append("\\r");
    } else if (point == '\n') {
      literal.append("\\n");
    } else if (point >= 0x20 && point < 0x7f) {
      literal.appendCodePoint(point);
    } else if (point < 0x100) {
      literal.append(String.format(Locale.ROOT, "\\x%02x", point));
    } else if (point < 0x10000) {
      literal.append(String.format(Locale.ROOT, "\\u%04x", point));
    } else {
      literal.append(String.format(Locale.ROOT, "\\U%08x", point));
    }
  }
}
