package dev.ferry.python.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on the loopback interface that answers as a test says. */
public final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.start();
  }

  /** What happens at a path and below it. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** Answers requests for a path and what is below it. */
  public ScriptedServer on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " range="
                  + exchange.getRequestHeaders().getFirst("Range")
                  + " auth="
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          try (exchange) {
            answer.to(exchange);
          }
        });
    return this;
  }

  /** A document of a type. */
  public ScriptedServer document(String path, String type, String body) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** A file with ranges, of all kinds. */
  public ScriptedServer file(String path, byte[] content) {
    return on(path, exchange -> ranged(exchange, content));
  }

  private static void ranged(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, content);
      return;
    }
    String[] ends = range.substring("bytes=".length()).split("-", 2);
    int from =
        ends[0].isEmpty()
            ? Math.max(0, content.length - Integer.parseInt(ends[1]))
            : Integer.parseInt(ends[0]);
    int to =
        ends[0].isEmpty() || ends[1].isEmpty()
            ? content.length
            : Math.min(content.length, Integer.parseInt(ends[1]) + 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
    send(exchange, 206, Arrays.copyOfRange(content, from, to));
  }

  /** Sends a whole answer. */
  public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Method, target, range and login of each request so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public URI location(String path) {
    return URI.create("http://" + authority() + path);
  }

  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
