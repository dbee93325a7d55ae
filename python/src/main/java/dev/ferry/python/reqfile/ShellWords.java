package dev.ferry.python.reqfile;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Splits options into words as a POSIX shell does: quotes and backslashes, no expansion. */
final class ShellWords {
  /**
   * A word.
   *
   * @param text without its quotes
   * @param position of its first character
   */
  record Word(String text, int position) {}

  private static final char NONE = '\0';

  private final String text;
  private int position;

  private ShellWords(String text, int start) {
    this.text = text;
    this.position = start;
  }

  /** The words of the text from {@code start} on. */
  static List<Word> split(String text, int start) throws SyntaxException {
    ShellWords words = new ShellWords(text, start);
    List<Word> found = new ArrayList<>();
    while (words.skipSpace()) {
      found.add(words.word());
    }
    return found;
  }

  private boolean skipSpace() {
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position < text.length();
  }

  private Word word() throws SyntaxException {
    int start = position;
    StringBuilder word = new StringBuilder();
    char quote = NONE;
    for (; position < text.length(); position++) {
      char c = text.charAt(position);
      if (quote == NONE && isSpace(c)) {
        break;
      }
      if (c == quote) {
        quote = NONE;
      } else if (quote == NONE && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == '\\' && quote != '\'') {
        word.append(escaped(quote));
      } else {
        word.append(c);
      }
    }
    if (quote != NONE) {
      throw new SyntaxException(Text.of("the quote is not closed", "引号没有闭合"), start);
    }
    return new Word(word.toString(), start);
  }

  /** Between double quotes a backslash counts only before a quote or another backslash. */
  private String escaped(char quote) throws SyntaxException {
    if (++position >= text.length()) {
      throw new SyntaxException(
          Text.of("nothing follows the backslash", "反斜杠之后没有内容"), position - 1);
    }
    char c = text.charAt(position);
    return quote == NONE || c == '"' || c == '\\' ? String.valueOf(c) : "\\" + c;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
