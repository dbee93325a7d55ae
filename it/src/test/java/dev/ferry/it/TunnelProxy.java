package dev.ferry.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that knows {@code CONNECT} and one login, and leads to one server whatever is asked. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final String login;
  private final InetSocketAddress server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param login {@code name:password}
   */
  TunnelProxy(String login, InetSocketAddress server) {
    this.login = Base64.getEncoder().encodeToString(login.getBytes(ISO_8859_1));
    this.server = server;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workers.execute(this::accept);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        workers.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String[] words = head.lines().findFirst().orElse("").split(" ", -1);
      if (!words[0].equals("CONNECT")) {
        answer(client, "405 Method Not Allowed");
      } else if (!head.toLowerCase(Locale.ROOT).contains("proxy-authorization: basic")
          || !head.contains(login)) {
        answer(client, "407 Proxy Authentication Required");
      } else {
        asked.add(words[1]);
        tunnel(client);
      }
    } catch (IOException gone) {
      // One side has hung up; that is how tunnels end.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < 8192) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  private static void answer(Socket client, String status) throws IOException {
    String end = status.startsWith("200") ? "\r\n\r\n" : "\r\nContent-Length: 0\r\n\r\n";
    client.getOutputStream().write(("HTTP/1.1 " + status + end).getBytes(ISO_8859_1));
    client.getOutputStream().flush();
  }

  private void tunnel(Socket client) throws IOException {
    try (Socket there = new Socket(server.getAddress(), server.getPort())) {
      answer(client, "200 Connection established");
      var back = workers.submit(() -> there.getInputStream().transferTo(client.getOutputStream()));
      client.getInputStream().transferTo(there.getOutputStream());
      back.cancel(true);
    }
  }

  /** Host and port that clients asked for, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  String authority() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workers.shutdownNow();
  }
}
