package dev.ferry.python.http;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port: what credentials and connections belong to (RFC 6454).
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case; an IPv6 address keeps its brackets
 * @param port never negative
 */
public record Origin(String scheme, String host, int port) {
  static final int HIGHEST_PORT = 65_535;

  /**
   * The origin of an http or https location.
   *
   * @throws IllegalArgumentException for another scheme, or without a host
   */
  public static Origin of(URI location) {
    String scheme = location.getScheme() == null ? "" : lower(location.getScheme());
    String host = location.getHost();
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (!web || host == null || location.getPort() > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "Bad value for `location`: `" + Locations.display(location) + "`, want http or https");
    }
    int standard = scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, lower(host), location.getPort() < 0 ? standard : location.getPort());
  }

  boolean secure() {
    return scheme.equals("https");
  }

  /** The host as sockets and certificates know it. */
  String address() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** For the Host header: the port only where it is not the scheme's own. */
  String authority() {
    return port == (secure() ? 443 : 80) ? host : host + ":" + port;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
