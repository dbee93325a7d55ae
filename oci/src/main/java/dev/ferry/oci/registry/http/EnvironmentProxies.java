package dev.ferry.oci.registry.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and {@code no_proxy}, in either letter
 * case. A proxy that asks for a password is not supported.
 */
final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 80;

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI location) {
    String scheme = location.getScheme().toLowerCase(Locale.ROOT);
    String value = variable(scheme + "_proxy");
    if (value.isEmpty()) {
      value = variable("all_proxy");
    }
    if (value.isEmpty() || isExcepted(location)) {
      return List.of(Proxy.NO_PROXY);
    }
    URI proxy = address(value.contains("://") ? value : "http://" + value);
    int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
  }

  private static URI address(String text) {
    try {
      URI proxy = URI.create(text);
      if ("http".equalsIgnoreCase(proxy.getScheme())
          && proxy.getHost() != null
          && proxy.getUserInfo() == null) {
        return proxy;
      }
    } catch (IllegalArgumentException wrong) {
      // Said below; the text may hold a password.
    }
    throw new FerryException(
        Failure.SOURCE,
        Text.of(
            "Cannot use the proxy of the environment: want `http://host:port` without a password",
            "无法使用环境变量中的代理：应为不带密码的 `http://host:port`"));
  }

  private boolean isExcepted(URI location) {
    String host = location.getHost().toLowerCase(Locale.ROOT);
    for (String exception : variable("no_proxy").split("[,\\s]+", -1)) {
      String name = exception.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
      if (name.equals("*")
          || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))
          || name.equals(host + ":" + location.getPort())) {
        return true;
      }
    }
    return false;
  }

  private String variable(String name) {
    String lower = environment.get(name);
    String value = lower != null ? lower : environment.get(name.toUpperCase(Locale.ROOT));
    return value == null ? "" : value.strip();
  }

  @Override
  public void connectFailed(URI location, SocketAddress proxy, IOException failure) {
    // The call fails with the same words.
  }
}
