package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.model.Digest;
import dev.ferry.python.http.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole command lines against an index that fails or lies: exit code, words, what is left. */
@Tag("system")
class HostileIndexTest {
  private static final String TARGET = "linux-x86_64-glibc2.28-cp311";
  private static final TinyWheel WHEEL = TinyWheel.of("alpha", "1.0").file("alpha.py", noise());
  private static final String PAGE = "/simple/alpha/";

  @TempDir private Path folder;
  private final ScriptedServer server = new ScriptedServer();
  private Site site;

  private static byte[] noise() {
    byte[] noise = new byte[3 << 20];
    new Random(7).nextBytes(noise);
    return noise;
  }

  @BeforeEach
  void aSite() throws IOException {
    site = Site.in(folder.resolve("site")).with("PIP_NO_INDEX", "0").with("NO_PROXY", "*");
    site.with("PIP_FIND_LINKS", "").with("PIP_DEFAULT_TIMEOUT", "1").with("PIP_RETRIES", "1");
    site.with("PIP_INDEX_URL", server.location("/simple/").toString()).java("-Xmx96m");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private ScriptedServer page(String digest) {
    String link = "<a href=\"/files/%s#sha256=%s\">alpha</a>".formatted(WHEEL.fileName(), digest);
    return server.document(PAGE, "text/html", link);
  }

  private static String digest() {
    return Digest.of(WHEEL.bytes()).hex();
  }

  private String file() {
    return "/files/" + WHEEL.fileName();
  }

  private Source.Result pack() throws Exception {
    return site.ferry("pack", "alpha", "--target", TARGET, "--no-rehearse", "-o", "out");
  }

  private Source.Result refused(int exit) throws Exception {
    Source.Result result = pack();
    assertThat(result.exitCode()).as(result.errors()).isEqualTo(exit);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).doesNotContain("Exception").doesNotContain("\tat ");
    Path out = site.work().resolve("out");
    if (Files.exists(out)) {
      assertThat(out).isEmptyDirectory();
    }
    return result;
  }

  private void assertPacked() throws Exception {
    Source.Result result = pack();
    assertThat(result.exitCode()).as(result.errors()).isZero();
    try (Stream<Path> bundles = Files.list(site.work().resolve("out"))) {
      assertThat(bundles).hasSize(1);
    }
  }

  @Test
  void aWrongHashIsRefusedWithBoth() throws Exception {
    String lie = "0".repeat(64);
    page(lie).file(file(), WHEEL.bytes());
    assertThat(refused(1).errors()).contains(WHEEL.fileName()).contains(lie).contains(digest());
  }

  @Test
  void aWheelCutShortByItsOwnMakerIsRefused() throws Exception {
    byte[] cut = Arrays.copyOf(WHEEL.bytes(), 1 << 20);
    page(Digest.of(cut).hex()).file(file(), cut);
    assertThat(refused(1).errors()).contains(WHEEL.fileName());
  }

  @Test
  void aPageWithoutEndCostsNeitherMemoryNorTime() throws Exception {
    server.on(PAGE, HostileIndexTest::endless);
    assertThat(refused(3).errors()).contains(PAGE).contains("more than");
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, 0);
    byte[] line = "<a href='x'>x</a>\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 20_000; i++) {
      exchange.getResponseBody().write(line);
    }
  }

  @Test
  void aRedirectLoopIsLeft() throws Exception {
    server.on(
        PAGE,
        exchange -> {
          exchange.getResponseHeaders().set("Location", PAGE);
          ScriptedServer.send(exchange, 302, new byte[0]);
        });
    assertThat(refused(3).errors()).contains("redirects").contains(PAGE);
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() throws Exception {
    server.on(PAGE, exchange -> pause());
    assertThat(refused(3).errors()).contains(PAGE);
  }

  /** Longer than Ferry waits; ends when the server is closed. */
  private static void pause() throws IOException {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException closed) {
      throw new IOException(closed);
    }
  }

  @Test
  void aBusyServerIsAskedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    String link = "<a href=\"%s#sha256=%s\">alpha</a>".formatted(file(), digest());
    server.on(
        PAGE,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.getResponseHeaders().set("Retry-After", "1");
          boolean busy = asked.incrementAndGet() == 1;
          ScriptedServer.send(exchange, busy ? 429 : 200, link.getBytes(StandardCharsets.US_ASCII));
        });
    server.file(file(), WHEEL.bytes());
    assertPacked();
    assertThat(asked.get()).isGreaterThan(1);
  }

  @Test
  void withoutRangesItIsTheSameBundle() throws Exception {
    page(digest()).on(file(), exchange -> ScriptedServer.send(exchange, 200, WHEEL.bytes()));
    assertPacked();
  }

  /** The server breaks off for good, then recovers: the next run asks for the rest only. */
  @Test
  void afterACutTheSameCommandGoesOn() throws Exception {
    page(digest());
    byte[] bytes = WHEEL.bytes();
    AtomicInteger broken = new AtomicInteger(1);
    try (ScriptedServer whole = new ScriptedServer().file(file(), bytes)) {
      server.on(
          file(),
          exchange -> {
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            if (broken.get() == 1 && !range.startsWith("bytes=-")) {
              exchange.sendResponseHeaders(200, bytes.length);
              exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
              exchange.getResponseBody().flush();
              throw new IOException("the test cuts here");
            }
            exchange.getResponseHeaders().set("Location", whole.location(file()).toString());
            ScriptedServer.send(exchange, 302, new byte[0]);
          });
      assertThat(refused(3).errors()).contains(WHEEL.fileName());
      broken.set(0);
      assertPacked();
      assertThat(whole.requests())
          .as("the half that had come is not asked for again")
          .anyMatch(request -> request.matches(".*range=bytes=[1-9]\\d*-.*"));
    }
  }
}
