package dev.ferry.oci.registry.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Addresses that a registry sends us to. */
final class Origins {
  private static final int HIGHEST_PORT = 65535;

  private Origins() {}

  /** A {@code Location}, which may be relative; nothing if it is no address of http or https. */
  static Optional<URI> resolve(URI base, String text) {
    try {
      URI there = base.resolve(new URI(text.strip()));
      boolean web = scheme(there).equals("https") || scheme(there).equals("http");
      return web
              && there.getHost() != null
              && there.getUserInfo() == null
              && there.getPort() <= HIGHEST_PORT
          ? Optional.of(there)
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** Whether both are one server to which the same credentials may go. */
  static boolean same(URI one, URI other) {
    return scheme(one).equals(scheme(other))
        && host(one).equals(host(other))
        && port(one) == port(other);
  }

  /** Whether a place may lead to another: from https to https only. */
  static boolean mayLead(URI from, URI to) {
    return scheme(from).equals("http") || scheme(to).equals("https");
  }

  /** For messages: without the query, which may hold a signature. */
  static String display(URI location) {
    String path = location.getRawPath() == null ? "" : location.getRawPath();
    return scheme(location) + "://" + location.getRawAuthority() + path;
  }

  private static String scheme(URI location) {
    return String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static String host(URI location) {
    return String.valueOf(location.getHost()).toLowerCase(Locale.ROOT);
  }

  private static int port(URI location) {
    if (location.getPort() >= 0) {
      return location.getPort();
    }
    return scheme(location).equals("https") ? 443 : 80;
  }
}
