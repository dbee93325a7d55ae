package dev.ferry.image.variant;

import java.util.regex.Pattern;

/**
 * A pattern for paths: {@code *} and {@code ?} stay within one name, a leading or middle {@code
 * **}{@code /} stands for any number of folders, a closing {@code /**} for everything below.
 */
final class PathPattern {
  private final String text;
  private final Pattern pattern;

  private PathPattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  static PathPattern of(String text) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (text.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char c = text.charAt(i);
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
        i++;
      }
    }
    return new PathPattern(text, Pattern.compile(regex.toString()));
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
