package dev.ferry.python.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every fetch promises, against a real server that misbehaves. */
class HttpFetcherTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  private final ScriptedServer server = new ScriptedServer();
  private final Credentials credentials = Credentials.none();
  private final HttpFetcher fetcher =
      new HttpFetcher(
          HttpSettings.standard()
              .withRetries(2, Duration.ofMillis(1))
              .withTimeout(Duration.ofSeconds(2))
              .withCredentials(credentials));

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private String fetch(String path) {
    Reply reply = fetcher.fetch(Request.page(server.location(path), 1000));
    return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void readsABody() {
    server.document("/page", "text/html", "hello");
    assertThat(fetch("/page")).isEqualTo("200 hello");
  }

  @Test
  void readsChunksAndUsesTheConnectionAgain() {
    server.on(
        "/chunked",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(HELLO);
          exchange.getResponseBody().flush();
          exchange.getResponseBody().write(HELLO);
        });
    assertThat(fetch("/chunked")).isEqualTo("200 hellohello");
    assertThat(fetch("/chunked")).isEqualTo("200 hellohello");
  }

  @Test
  void triesAgainAfterServerErrors() {
    AtomicInteger count = new AtomicInteger();
    server.on(
        "/flaky",
        exchange -> ScriptedServer.send(exchange, count.incrementAndGet() < 3 ? 503 : 200, HELLO));
    assertThat(fetch("/flaky")).isEqualTo("200 hello");
    assertThat(count).hasValue(3);
  }

  @Test
  void waitsAsAskedButNotForEver() {
    AtomicInteger count = new AtomicInteger();
    server.on(
        "/busy",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          ScriptedServer.send(exchange, count.incrementAndGet() < 2 ? 429 : 200, HELLO);
        });
    server.on(
        "/closed",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "86400");
          ScriptedServer.send(exchange, 429, HELLO);
        });
    assertThat(fetch("/busy")).isEqualTo("200 hello");
    assertThatThrownBy(() -> fetch("/closed"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("asks to wait 86400 s");
  }

  @Test
  void refusesARedirectLoop() {
    server.on("/loop", exchange -> redirect(exchange, server.location("/loop")));
    assertThatThrownBy(() -> fetch("/loop")).hasMessageContaining("more than 10 redirects");
  }

  @Test
  void refusesARedirectToAFile() {
    server.on("/evil", exchange -> redirect(exchange, URI.create("file:///etc/hostname")));
    assertThatThrownBy(() -> fetch("/evil")).hasMessageContaining("file:///etc/hostname");
  }

  @Test
  void refusesARedirectToAPortThatCannotBe() {
    server.on("/page", exchange -> redirect(exchange, URI.create("http://index.example:99999/")));
    assertThatThrownBy(() -> fetch("/page"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(":99999");
  }

  @Test
  void httpsNeverLeadsToHttp() {
    URI secure = URI.create("https://index.example/a");
    assertThat(RedirectRule.allows(secure, URI.create("http://index.example/a"))).isFalse();
    assertThat(RedirectRule.allows(URI.create("http://index.example/a"), secure)).isTrue();
    assertThat(RedirectRule.allows(secure, URI.create("file:///a"))).isFalse();
  }

  @Test
  void credentialsStayWithTheirServer() {
    try (ScriptedServer other = new ScriptedServer()) {
      other.document("/page", "text/html", "hello");
      server.on("/away", exchange -> redirect(exchange, other.location("/page")));
      server.document("/own", "text/html", "hello");
      URI location = URI.create("http://me:s%40cret@" + server.authority() + "/");
      assertThat(credentials.keep(location)).isEqualTo(server.location("/"));
      assertThat(fetch("/away")).isEqualTo("200 hello");
      assertThat(fetch("/own")).isEqualTo("200 hello");
      assertThat(server.requests())
          .allMatch(request -> request.endsWith("auth=Basic bWU6c0BjcmV0"));
      assertThat(other.requests()).allMatch(request -> request.endsWith("auth=null"));
    }
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    server.on("/large", exchange -> ScriptedServer.send(exchange, 200, new byte[1001]));
    assertThatThrownBy(() -> fetch("/large")).hasMessageContaining("more than 1.0 kB");
  }

  @Test
  void aGzipBombIsRefused() {
    server.on(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          ScriptedServer.send(exchange, 200, gzip(new byte[5_000_000]));
        });
    assertThatThrownBy(() -> fetch("/bomb")).hasMessageContaining("more than 1.0 kB");
  }

  @Test
  void aBodyCutInTheMiddleIsFetchedAgainAndThenGivenUp() {
    server.on(
        "/cut",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(HELLO);
          exchange.getResponseBody().flush();
          throw new IOException("the test cuts here");
        });
    assertThatThrownBy(() -> fetch("/cut")).isInstanceOf(FerryException.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aServerThatIsDownIsNamed() {
    URI gone = server.location("/x");
    server.close();
    assertThatThrownBy(() -> fetcher.fetch(Request.page(gone, 1000)))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(gone.toString());
  }

  @Test
  void messagesShowNoSecrets() {
    assertThat(Locations.display("https://u:p@index.example/a?token=x#y"))
        .isEqualTo("https://index.example/a");
    server.on("/denied", exchange -> ScriptedServer.send(exchange, 403, HELLO));
    assertThatThrownBy(
            () -> fetcher.fetch(Request.page(server.location("/denied?token=secret"), 1000)))
        .hasMessageContaining("403")
        .hasMessageNotContaining("secret");
  }

  @Test
  void netrcAndProxiesAreReadAsOthersReadThem() {
    assertThat(
            Netrc.parse(
                "# x\nmachine index.example login a\n password b\ndefault login c password d"))
        .containsExactly(new Netrc.Login("index.example", "a", "b"), new Netrc.Login("", "c", "d"));
    ProxyRules rules =
        new ProxyRules(
            java.util.Map.of("https_proxy", "proxy.example:3128", "NO_PROXY", ".inner.example"),
            java.util.Optional.empty());
    assertThat(rules.find(Origin.of(URI.create("https://index.example/"))))
        .contains(URI.create("http://proxy.example:3128"));
    assertThat(rules.find(Origin.of(URI.create("https://a.inner.example/")))).isEmpty();
    assertThat(rules.find(Origin.of(URI.create("http://index.example/")))).isEmpty();
  }

  private static void redirect(com.sun.net.httpserver.HttpExchange exchange, URI to)
      throws IOException {
    exchange.getResponseHeaders().set("Location", to.toString());
    ScriptedServer.send(exchange, 302, new byte[0]);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
