package dev.ferry.model;

import java.util.regex.Pattern;

/** What a JSON parser says of a document, without its notes on itself. */
public final class ParserWords {
  /**
   * {@code (start marker at [Source: …; line: 1, column: 3])}: a switch of the parser's, redacted.
   */
  private static final Pattern SOURCE =
      Pattern.compile("\\s*\\(?(?:[a-z ]+ )?(?:at )?\\[Source: [^\\]]*\\]\\)?");

  private ParserWords() {}

  /** The words that tell a person what is wrong. */
  public static String plain(String words) {
    return SOURCE.matcher(words).replaceAll("").strip();
  }
}
