package dev.ferry.python.index;

import dev.ferry.python.http.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * For how long a page counts as fresh: as long as the server's {@code Cache-Control} says (RFC
 * 9111, 5.2.2), or {@link #UNSAID} where it says nothing.
 */
final class Freshness {
  /** Ten minutes, which is what the largest public index says of its pages. Seconds. */
  static final int UNSAID = 600;

  private static final int LONGEST = 86_400;

  private Freshness() {}

  static int seconds(Headers headers) {
    Optional<String> control = headers.find("Cache-Control");
    if (control.isEmpty()) {
      return UNSAID;
    }
    for (String part : control.get().toLowerCase(Locale.ROOT).split(",", -1)) {
      String directive = part.strip();
      if (directive.equals("no-store") || directive.equals("no-cache")) {
        return 0;
      }
      if (directive.startsWith("max-age=")) {
        OptionalLong age = Numbers.find(directive.substring(8));
        return age.isPresent() ? (int) Math.min(age.getAsLong(), LONGEST) : 0;
      }
    }
    return UNSAID;
  }
}
