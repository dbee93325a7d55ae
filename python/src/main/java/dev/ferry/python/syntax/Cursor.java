package dev.ferry.python.syntax;

import dev.ferry.model.Text;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A place in a text that moves from left to right. */
public final class Cursor {
  private final String source;
  private int position;

  /**
   * @param maximumLength longest text accepted, in characters
   * @throws SyntaxException if the text is longer
   */
  public Cursor(String source, int maximumLength) throws SyntaxException {
    this.source = source;
    if (source.length() > maximumLength) {
      throw new SyntaxException(
          Text.of("longer than %d characters", "长度超过 %d 个字符", maximumLength), maximumLength);
    }
  }

  public int position() {
    return position;
  }

  /** Moves back to a place seen before. */
  public void rewind(int earlier) {
    position = earlier;
  }

  public boolean atEnd() {
    return position >= source.length();
  }

  /** The character here, or NUL at the end. */
  public char peek() {
    return atEnd() ? '\0' : source.charAt(position);
  }

  /** Whether the text goes on with {@code token}; it is consumed then. */
  public boolean skip(String token) {
    if (!source.startsWith(token, position)) {
      return false;
    }
    position += token.length();
    return true;
  }

  /** Consumes a word that is not the beginning of a longer one. */
  public boolean skipWord(String word) {
    int end = position + word.length();
    if (!source.startsWith(word, position)
        || (end < source.length() && isWordPart(source.charAt(end)))) {
      return false;
    }
    position = end;
    return true;
  }

  /** Consumes blanks and tabulators, the white space of PEP 508; tells whether there was any. */
  public boolean skipBlanks() {
    int start = position;
    while (!atEnd() && (peek() == ' ' || peek() == '\t')) {
      position++;
    }
    return position > start;
  }

  /** Consumes the longest run of characters that satisfy a condition. */
  public String takeWhile(IntPredicate condition) {
    int start = position;
    while (!atEnd() && condition.test(peek())) {
      position++;
    }
    return source.substring(start, position);
  }

  /**
   * Consumes everything up to the next {@code end} and that character; nothing if there is none.
   */
  public Optional<String> takeThrough(char end) {
    int found = source.indexOf(end, position);
    if (found < 0) {
      return Optional.empty();
    }
    String taken = source.substring(position, found);
    position = found + 1;
    return Optional.of(taken);
  }

  /** Consumes {@code token} or fails. */
  public void expect(String token) throws SyntaxException {
    if (!skip(token)) {
      throw error(Text.of("expected `%s`", "此处应为 `%s`", token));
    }
  }

  public SyntaxException error(Text reason) {
    return new SyntaxException(reason, position);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
