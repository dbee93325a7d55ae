package dev.ferry.python.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which server is reached through which proxy: {@code http_proxy}, {@code https_proxy}, {@code
 * all_proxy} and {@code no_proxy} of the environment, in either letter case, as curl and pip read
 * them; a proxy that was configured explicitly stands in for all three.
 */
public final class ProxyRules {
  private final Map<String, String> environment;
  private final Optional<String> configured;
  private final List<String> exceptions = new ArrayList<>();

  /**
   * @param configured pip's {@code proxy} setting
   */
  public ProxyRules(Map<String, String> environment, Optional<String> configured) {
    this.environment = environment;
    this.configured = configured;
    for (String exception : variable("no_proxy").split("[,\\s]+", -1)) {
      if (!exception.isBlank()) {
        exceptions.add(exception.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** No proxy at all. */
  public static ProxyRules none() {
    return new ProxyRules(Map.of(), Optional.empty());
  }

  /** The proxy for a server, with its user info. */
  Optional<URI> find(Origin origin) {
    String text = configured.orElseGet(() -> variable(origin.scheme() + "_proxy"));
    if (text.isEmpty()) {
      text = variable("all_proxy");
    }
    if (text.isEmpty() || excepted(origin)) {
      return Optional.empty();
    }
    String whole = text.contains("://") ? text : "http://" + text;
    Optional<URI> proxy = Locations.parse(whole).filter(uri -> uri.getHost() != null);
    if (proxy.isEmpty() || !"http".equalsIgnoreCase(proxy.get().getScheme())) {
      throw new FerryException(
          Failure.SOURCE,
          Text.of(
              "Bad value for `proxy`: `%s`, want `http://host:port`",
              "`proxy` 的值有误：`%s`，应为 `http://host:port`", Locations.display(whole)));
    }
    return proxy;
  }

  private boolean excepted(Origin origin) {
    String host = origin.address();
    for (String exception : exceptions) {
      String name = exception;
      int colon = exception.indexOf(':');
      if (colon > 0 && colon == exception.lastIndexOf(':')) {
        if (!exception.substring(colon + 1).equals(Integer.toString(origin.port()))) {
          continue;
        }
        name = exception.substring(0, colon);
      }
      if (name.equals("*") || covers(name, host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String name, String host) {
    String bare =
        name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
    return host.equals(bare) || host.endsWith("." + bare);
  }

  private String variable(String name) {
    String lower = environment.get(name);
    String value = lower != null ? lower : environment.get(name.toUpperCase(Locale.ROOT));
    return value == null ? "" : value.strip();
  }
}
