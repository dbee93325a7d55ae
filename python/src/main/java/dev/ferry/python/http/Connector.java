package dev.ferry.python.http;

import dev.ferry.model.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** Opens connections: directly, or through a proxy. */
final class Connector {
  private final HttpSettings settings;
  private final Tls tls;

  Connector(HttpSettings settings) {
    this.settings = settings;
    this.tls = new Tls(settings.trust());
  }

  Tls tls() {
    return tls;
  }

  Connection open(Origin origin) throws IOException {
    Optional<URI> proxy = settings.proxies().find(origin);
    Socket socket =
        proxy.isPresent() ? reach(proxy.get()) : connect(origin.address(), origin.port());
    try {
      socket.setSoTimeout((int) settings.connectTimeout().toMillis());
      if (origin.secure()) {
        if (proxy.isPresent()) {
          tunnel(socket, origin, proxy.get());
        }
        socket = tls.wrap(socket, origin);
      }
      socket.setSoTimeout((int) settings.idleTimeout().toMillis());
      return new Connection(socket, proxy.isPresent() && !origin.secure());
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private Socket reach(URI proxy) throws IOException {
    try {
      return connect(proxy.getHost(), proxyPort(proxy));
    } catch (IOException e) {
      throw new TransferFault(
          Text.of(
              "no connection to the proxy `%s` (%s)",
              "无法连接代理 `%s`（%s）", Locations.display(proxy), String.valueOf(e.getMessage())),
          TransferFault.passes(e));
    }
  }

  /** Every address of the host in turn: an IPv6 address may lead nowhere. */
  private Socket connect(String host, int port) throws IOException {
    IOException last = new ConnectException(host);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(address, port), (int) settings.connectTimeout().toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  /** RFC 9110, 9.3.6. The answer has no body, so nothing of the tunnel is read ahead. */
  private static void tunnel(Socket socket, Origin origin, URI proxy) throws IOException {
    String target = origin.host() + ":" + origin.port();
    String head =
        "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + login(proxy) + "\r\n";
    // Not closed: closing it would close the socket.
    Connection.Head answer = new Connection(socket, true).exchange(head, false);
    if (answer.status() / 100 != 2) {
      throw new TransferFault(
          Text.of(
              "the proxy `%s` answered %d",
              "代理 `%s` 返回 %d", Locations.display(proxy), answer.status()),
          false);
    }
  }

  /** The header with which we log in at a proxy, or nothing. */
  static String login(URI proxy) {
    String user = proxy.getRawUserInfo();
    return user == null
        ? ""
        : "Proxy-Authorization: " + Credentials.basic(Credentials.decode(user)) + "\r\n";
  }

  private static int proxyPort(URI proxy) {
    return proxy.getPort() < 0 ? 80 : proxy.getPort();
  }
}
