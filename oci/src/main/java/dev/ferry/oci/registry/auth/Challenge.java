package dev.ferry.oci.registry.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One way to be let in, as {@code WWW-Authenticate} offers it (RFC 9110, 11.6.1).
 *
 * @param scheme lower case: {@code basic}, {@code bearer}
 * @param parameters by lower-case name
 */
public record Challenge(String scheme, Map<String, String> parameters) {
  private static final int LONGEST = 8192;
  private static final int MOST = 32;

  public Challenge {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** A parameter. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Reads a header's value. What comes after a mistake is passed over: a registry that cannot be
   * understood is one that cannot be logged in to, which is said elsewhere.
   */
  public static List<Challenge> parse(String header) {
    return header.length() > LONGEST ? List.of() : new Reader(header).challenges();
  }

  /** Goes through one header. */
  private static final class Reader {
    private final String text;
    private final List<Challenge> found = new ArrayList<>();
    private int at;

    Reader(String text) {
      this.text = text;
    }

    List<Challenge> challenges() {
      while (found.size() < MOST) {
        skip(" \t,");
        String scheme = token();
        if (scheme.isEmpty()) {
          break;
        }
        found.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters()));
      }
      return List.copyOf(found);
    }

    private Map<String, String> parameters() {
      Map<String, String> parameters = new TreeMap<>();
      while (parameters.size() < MOST) {
        int start = at;
        skip(" \t,");
        String name = token();
        skip(" \t");
        if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
          at = start; // The next challenge, or the end.
          return parameters;
        }
        at++;
        skip(" \t");
        Optional<String> value = value();
        if (value.isEmpty()) {
          at = text.length();
          return parameters;
        }
        parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value.get());
      }
      at = text.length();
      return parameters;
    }

    private Optional<String> value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        String token = token();
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
      }
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return Optional.of(value.toString());
        }
        if (c == '\\' && at + 1 < text.length()) {
          c = text.charAt(++at);
        }
        value.append(c);
      }
      return Optional.empty();
    }

    private String token() {
      int start = at;
      while (at < text.length() && isTokenCharacter(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    /** RFC 9110, 5.6.2, and the further characters of {@code token68} but its padding. */
    private static boolean isTokenCharacter(char c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "!#$%&'*+-.^_`|~/:".indexOf(c) >= 0;
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
