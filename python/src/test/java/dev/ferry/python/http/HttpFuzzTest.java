package dev.ferry.python.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.FerryException;
import dev.ferry.python.fuzz.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers, login files and certificate files say, changed: an answer or a refusal. */
class HttpFuzzTest {
  private static final int CASES = 900;

  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdDCCARugAwIBAgIUI3MK9ObEB3PS3hN7RbGZuCU2BDUwCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjExNjUzMDdaGA8yMTI2MTAyODE2NTMw
      N1owDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDxS
      MhyJTboK8ytac7DdeqVw7PkY34PXoqy7R1V7dUzqt3Uv/3Qh/qgUUROJzbhxrUDS
      LKJlxiMsj481oSaaGcejUzBRMB0GA1UdDgQWBBQsB0z8C6qI07nBrL+SNDxQQwPF
      FzAfBgNVHSMEGDAWgBQsB0z8C6qI07nBrL+SNDxQQwPFFzAPBgNVHRMBAf8EBTAD
      AQH/MAoGCCqGSM49BAMCA0cAMEQCIEVguiKNCzpikEXh4M61OXG9NJEcKLtG745n
      S+Ij0si7AiAFxHETOhMGITA/EhnlHxc9Ak0peFz3tmDRCd7pyPJbXA==
      -----END CERTIFICATE-----
      """;

  @TempDir Path folder;

  /** Sends one answer to each connection and closes it. */
  private static final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private volatile byte[] answer = new byte[0];

    Wire() throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofPlatform().daemon().name("wire").start(this::serve);
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          int lineEnds = 0;
          for (int c = 0; c >= 0 && lineEnds < 4; ) {
            c = socket.getInputStream().read();
            lineEnds = c == '\r' || c == '\n' ? lineEnds + 1 : 0;
          }
          socket.getOutputStream().write(answer);
        } catch (IOException clientLeft) {
          // The next one is served.
        }
      }
    }

    URI location(String path) {
      return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static List<byte[]> answers() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    zipped.writeBytes(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write("hello hello hello".getBytes(StandardCharsets.US_ASCII));
    }
    return List.of(
        ascii("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"x\"\r\n\r\nhello"),
        ascii(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nT: x\r\n\r\n"),
        ascii(
            "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-4/9\r\nContent-Length: 5\r\n\r\nhello"),
        ascii("HTTP/1.1 302 Found\r\nLocation: http://a.example:80/b?c=d#e\r\n\r\n"),
        ascii("HTTP/1.1 429 Slow\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n"),
        zipped.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void changedAnswersAreReadOrRefused() throws IOException {
    Random random = new Random(29);
    List<byte[]> answers = answers();
    int refused = 0;
    try (Wire wire = new Wire();
        HttpFetcher fetcher = fetcher(wire)) {
      for (int i = 0; i < CASES; i++) {
        wire.answer = Mutations.bytes(answers.get(i % answers.size()), random);
        Request request = Request.page(wire.location("/page"), 100);
        try {
          Reply reply = fetcher.fetch(i % 2 == 0 ? request : request.range("0-4"));
          assertThat(reply.body()).hasSizeLessThanOrEqualTo(100);
        } catch (FerryException declared) {
          refused++;
        }
      }
    }
    assertThat(refused).isBetween(CASES / 10, CASES);
  }

  /** All that it asks for, wherever a redirect leads, it asks of the one server. */
  private static HttpFetcher fetcher(Wire wire) {
    return new HttpFetcher(
        HttpSettings.standard()
            .withRetries(0, Duration.ofMillis(1))
            .withTimeout(Duration.ofSeconds(2))
            .withProxies(new ProxyRules(Map.of(), Optional.of(wire.location("").toString()))));
  }

  @Test
  void changedLoginsAreRead() {
    int entries =
        Mutations.tryTexts(
            5_000,
            "# x\nmachine a.example login b\n password \"c d\"\nmacdef m\nx\n\ndefault login e",
            text -> assertThat(Netrc.parse(text)).hasSizeLessThan(200));
    assertThat(entries).as("refused").isZero();
  }

  @Test
  void changedProxiesAreReadOrRefused() {
    Origin origin = Origin.of(URI.create("https://index.example/"));
    int refused =
        Mutations.tryTexts(
            5_000,
            "http://user:p%40ss@proxy.example:3128/",
            text -> {
              ProxyRules rules = new ProxyRules(Map.of("no_proxy", text), Optional.of(text));
              rules.find(origin).ifPresent(Connector::login);
            });
    assertThat(refused).isPositive();
  }

  @Test
  void changedCertificatesAreReadOrRefused() {
    byte[] good = (CERTIFICATE + key()).getBytes(StandardCharsets.US_ASCII);
    Path file = folder.resolve("changed.pem");
    int refused =
        Mutations.tryBytes(
            300,
            good,
            bytes -> {
              write(file, bytes);
              TrustAnchors.read(List.of(file));
              try {
                assertThat(ClientCertificate.read(file)).isNotEmpty();
              } catch (java.security.GeneralSecurityException declared) {
                assertThat(declared).isNotNull();
              }
            });
    assertThat(refused).isPositive();
  }

  /** A key of Ed25519 (RFC 8410, 7) that nobody uses: 32 times 7. */
  private static String key() {
    byte[] key = HexFormat.of().parseHex("302e020100300506032b657004220420" + "07".repeat(32));
    String text = Base64.getEncoder().encodeToString(key);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted("PRIVATE KEY", text);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
