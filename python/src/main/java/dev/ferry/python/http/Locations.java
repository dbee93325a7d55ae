package dev.ferry.python.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What locations of outside are allowed to look like, and how they are shown. */
public final class Locations {
  private static final int LONGEST = 8_192;

  private Locations() {}

  /** For messages, keys and locks: without user info, query and fragment. */
  public static String display(URI location) {
    return bare(location).toString();
  }

  /** The same for text that may not even be a location. */
  public static String display(String location) {
    int end = location.length();
    for (int i = 0; i < end; i++) {
      char c = location.charAt(i);
      if (c == '?' || c == '#') {
        end = i;
      }
    }
    int scheme = location.indexOf("://");
    if (scheme < 0 || scheme > end) {
      return location.substring(0, end);
    }
    int slash = location.indexOf('/', scheme + 3);
    int at = location.lastIndexOf('@', (slash < 0 ? end : Math.min(slash, end)) - 1);
    return at < scheme
        ? location.substring(0, end)
        : location.substring(0, scheme + 3) + location.substring(at + 1, end);
  }

  /** Without user info, query and fragment. */
  public static URI bare(URI location) {
    boolean bare =
        location.getRawUserInfo() == null
            && location.getRawQuery() == null
            && location.getRawFragment() == null;
    return bare ? location : URI.create(display(location.toString()));
  }

  /** Without user info and fragment, as it may be sent. */
  public static URI sendable(URI location) {
    if (location.getRawUserInfo() == null && location.getRawFragment() == null) {
      return location;
    }
    String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
    return URI.create(display(location.toString()) + query);
  }

  /**
   * A location written by others: spaces and other characters that browsers forgive are escaped,
   * control characters and oversize are not forgiven.
   */
  public static Optional<URI> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(trimmed));
    } catch (URISyntaxException tryEscaped) {
      return parseEscaped(trimmed);
    }
  }

  private static Optional<URI> parseEscaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        return Optional.empty();
      }
      boolean percent = c == '%' && !(isHex(text, i + 1) && isHex(text, i + 2));
      if (percent || " \"<>\\^`{|}".indexOf(c) >= 0) {
        escaped.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        escaped.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      } else {
        escaped.append(c);
      }
    }
    try {
      return Optional.of(new URI(escaped.toString()));
    } catch (URISyntaxException hopeless) {
      return Optional.empty();
    }
  }

  private static boolean isHex(String text, int index) {
    return index < text.length() && Character.digit(text.charAt(index), 16) >= 0;
  }

  static boolean isWeb(URI location) {
    String scheme = location.getScheme();
    return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
  }
}
