package dev.ferry.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sentence for people in both of Ferry's languages. It stays bilingual until it is printed, so no
 * inner layer needs to know the user's language.
 *
 * @param english the sentence in English, no full stop after a single sentence
 * @param chinese the same sentence in simplified Chinese
 */
public record Text(String english, String chinese) {

  /** The same words in both languages: a name, a path, a line of another tool's output. */
  public static Text same(String words) {
    return new Text(words, words);
  }

  /**
   * Two templates of {@link java.util.Formatter} with the same arguments. An argument that is
   * itself a {@code Text} is put in with the language of the template. Where the order of words
   * differs, use indexed arguments ({@code %2$s}).
   */
  public static Text of(String english, String chinese, @Nullable Object... arguments) {
    return new Text(
        fill(english, Language.ENGLISH, arguments), fill(chinese, Language.CHINESE, arguments));
  }

  /**
   * A number with its noun: {@code 1 package}, {@code 2 packages}.
   *
   * @param noun English, with an {@code s} where there are many
   * @param measured Chinese, with the measure word
   */
  public static Text count(long number, String noun, String measured) {
    return new Text(number + " " + noun + (number == 1 ? "" : "s"), number + " " + measured);
  }

  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case CHINESE -> chinese;
    };
  }

  private static String fill(String template, Language language, @Nullable Object... arguments) {
    if (arguments.length == 0) {
      return template;
    }
    @Nullable Object[] filled = arguments.clone();
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] instanceof Text text) {
        filled[i] = text.in(language);
      }
    }
    return String.format(Locale.ROOT, template, filled);
  }

  @Override
  public String toString() {
    return english;
  }
}
