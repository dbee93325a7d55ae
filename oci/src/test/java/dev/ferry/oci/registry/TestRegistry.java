package dev.ferry.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry in memory that keeps to the distribution-spec, until it is told to misbehave: each
 * trouble is asked before every request and may answer in the registry's stead.
 */
final class TestRegistry implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile("/v2/(.+?)/(blobs/uploads|blobs|manifests|referrers)/(.*)");

  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  final Map<String, String> types = new ConcurrentHashMap<>();
  final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final List<Trouble> troubles = Collections.synchronizedList(new ArrayList<>());
  volatile boolean listsReferrers = true;

  private final HttpServer server;
  private int uploadNumber;

  /** Something that goes wrong. */
  @FunctionalInterface
  interface Trouble {
    /** Whether it has dealt with the request. */
    boolean happens(HttpExchange exchange) throws IOException;
  }

  TestRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many requests began so: {@code "PATCH "}. */
  long count(String start) {
    return List.copyOf(log).stream().filter(line -> line.startsWith(start)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    log.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    try (exchange) {
      for (Trouble trouble : List.copyOf(troubles)) {
        if (trouble.happens(exchange)) {
          return;
        }
      }
      serve(exchange);
    }
  }

  void serve(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      answer(exchange, 404, "{}");
      return;
    }
    String name = path.group(1);
    String rest = path.group(3);
    switch (path.group(2)) {
      case "blobs" -> blob(exchange, name + "@" + rest);
      case "blobs/uploads" -> upload(exchange, name, rest);
      case "manifests" -> manifest(exchange, name, rest);
      default -> referrers(exchange, name, rest);
    }
  }

  private void blob(HttpExchange exchange, String key) throws IOException {
    byte[] bytes = blobs.get(key);
    if (bytes == null) {
      answer(exchange, 404, "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\",\"message\":\"none\"}]}");
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, bytes);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-.*", "$1"));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
    send(exchange, 206, Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private void upload(HttpExchange exchange, String name, String id) throws IOException {
    Map<String, String> query = query(exchange);
    switch (exchange.getRequestMethod()) {
      case "POST" -> begin(exchange, name, query);
      case "PATCH" -> append(exchange, name, id);
      case "PUT" -> end(exchange, name, id, query.getOrDefault("digest", ""));
      default -> {
        byte[] has = uploads.get(id);
        if (has == null) {
          answer(exchange, 404, "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\"}]}");
        } else {
          where(exchange, name, id, has.length);
          exchange.sendResponseHeaders(204, -1);
        }
      }
    }
  }

  private synchronized void begin(HttpExchange exchange, String name, Map<String, String> query)
      throws IOException {
    byte[] other = blobs.get(query.get("from") + "@" + query.get("mount"));
    if (other != null) {
      blobs.put(name + "@" + query.get("mount"), other);
      exchange.sendResponseHeaders(201, -1);
      return;
    }
    String id = "u" + uploadNumber++;
    uploads.put(id, new byte[0]);
    where(exchange, name, id, 0);
    exchange.sendResponseHeaders(202, -1);
  }

  private void append(HttpExchange exchange, String name, String id) throws IOException {
    byte[] has = uploads.get(id);
    String start =
        String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range")).split("-", 2)[0];
    if (has == null || !start.equals(Integer.toString(has.length))) {
      answer(exchange, has == null ? 404 : 416, "{\"errors\":[{\"code\":\"RANGE_INVALID\"}]}");
      return;
    }
    byte[] grown = joined(has, exchange.getRequestBody());
    uploads.put(id, grown);
    where(exchange, name, id, grown.length);
    exchange.sendResponseHeaders(202, -1);
  }

  private void end(HttpExchange exchange, String name, String id, String digest)
      throws IOException {
    byte[] has = uploads.get(id);
    if (has == null) {
      answer(exchange, 404, "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\"}]}");
      return;
    }
    byte[] whole = joined(has, exchange.getRequestBody());
    if (!Digest.of(whole).toString().equals(digest)) {
      answer(exchange, 400, "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}");
      return;
    }
    uploads.remove(id);
    blobs.put(name + "@" + digest, whole);
    exchange.sendResponseHeaders(201, -1);
  }

  private void manifest(HttpExchange exchange, String name, String reference) throws IOException {
    String key = name + ":" + reference;
    if (exchange.getRequestMethod().equals("PUT")) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      for (String one : List.of(key, name + ":" + Digest.of(bytes))) {
        manifests.put(one, bytes);
        types.put(one, type);
      }
      exchange.getResponseHeaders().set("Docker-Content-Digest", Digest.of(bytes).toString());
      Matcher subject = subject(bytes);
      if (listsReferrers && subject.find()) {
        exchange.getResponseHeaders().set("OCI-Subject", subject.group(1));
      }
      exchange.sendResponseHeaders(201, -1);
      return;
    }
    byte[] bytes = manifests.get(key);
    if (bytes == null) {
      answer(exchange, 404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", types.get(key));
    exchange.getResponseHeaders().set("Docker-Content-Digest", Digest.of(bytes).toString());
    send(exchange, 200, bytes);
  }

  private static Matcher subject(byte[] manifest) {
    return Pattern.compile("\"subject\":\\{\"digest\":\"(sha256:[0-9a-f]{64})\"")
        .matcher(new String(manifest, UTF_8));
  }

  private void referrers(HttpExchange exchange, String name, String subject) throws IOException {
    if (!listsReferrers) {
      answer(exchange, 404, "404 page not found");
      return;
    }
    List<String> found = new ArrayList<>();
    manifests.forEach(
        (key, bytes) -> {
          Matcher matcher = subject(bytes);
          if (key.startsWith(name + ":sha256:")
              && matcher.find()
              && matcher.group(1).equals(subject)) {
            found.add(
                "{\"mediaType\":\""
                    + types.get(key)
                    + "\",\"digest\":\""
                    + Digest.of(bytes)
                    + "\",\"size\":"
                    + bytes.length
                    + "}");
          }
        });
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.oci.image.index.v1+json");
    String list = "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", found) + "]}";
    send(exchange, 200, list.getBytes(UTF_8));
  }

  private void where(HttpExchange exchange, String name, String id, int length) {
    exchange.getResponseHeaders().set("Location", "/v2/" + name + "/blobs/uploads/" + id);
    exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, length - 1));
  }

  private static byte[] joined(byte[] has, InputStream more) throws IOException {
    byte[] bytes = more.readAllBytes();
    byte[] grown = Arrays.copyOf(has, has.length + bytes.length);
    System.arraycopy(bytes, 0, grown, has.length, bytes.length);
    return grown;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new ConcurrentHashMap<>();
    String text = exchange.getRequestURI().getQuery();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    return query;
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    send(exchange, status, body.getBytes(UTF_8));
  }

  static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
