package dev.ferry.python.marker;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.SyntaxException;

/**
 * The text inside the quotes of a marker. PEP 508 knows no escapes; the packaging library reads the
 * literal as Python would, so that {@code \\} is one backslash. This does the same for the escapes
 * of one character and leaves the others as they are written.
 */
final class PythonString {
  private static final String ESCAPES = "\\'\"abfnrtv";
  private static final String VALUES = "\\'\"\u0007\b\f\n\r\t\u000B";

  private PythonString() {}

  static String decode(String text, int position) throws SyntaxException {
    if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\0')) {
      throw new SyntaxException(
          Text.of("a control character in the quoted text", "引号内有控制字符"), position);
    }
    return text.indexOf('\\') < 0 ? text : unescape(text, position);
  }

  private static String unescape(String text, int position) throws SyntaxException {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        result.append(c);
        continue;
      }
      if (++i == text.length()) {
        throw new SyntaxException(
            Text.of("the quote is escaped and not closed", "引号被转义，没有闭合"), position);
      }
      int escape = ESCAPES.indexOf(text.charAt(i));
      if (escape < 0) {
        result.append('\\').append(text.charAt(i));
      } else {
        result.append(VALUES.charAt(escape));
      }
    }
    if (result.indexOf("'") >= 0 && result.indexOf("\"") >= 0) {
      throw new SyntaxException(
          Text.of("both kinds of quotes in one text", "同一文字内有两种引号"), position);
    }
    return result.toString();
  }
}
