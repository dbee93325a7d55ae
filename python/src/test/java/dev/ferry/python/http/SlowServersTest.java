package dev.ferry.python.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever: silence is tried again a few times and then a failure with a hint. */
class SlowServersTest {
  private static final Duration TIMEOUT = Duration.ofMillis(200);

  private static HttpSettings settings() {
    return HttpSettings.standard().withTimeout(TIMEOUT).withRetries(2, Duration.ofMillis(1));
  }

  private static Progress noting(List<Text> notes) {
    return new Progress() {
      @Override
      public Task start(Text what, long total) {
        return Task.NONE;
      }

      @Override
      public void note(Text message) {
        notes.add(message);
      }

      @Override
      public void warn(Text message) {
        notes.add(message);
      }
    };
  }

  private static FerryException failure(HttpFetcher fetcher, SlowServer server) {
    FerryException failure =
        catchThrowableOfType(
            FerryException.class, () -> fetcher.fetch(Request.page(server.location(), 100_000)));
    assertThat(failure.failure()).isEqualTo(Failure.SOURCE);
    assertThat(failure).hasMessageContaining(server.location().toString());
    return failure;
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() {
    try (SlowServer server = SlowServer.silent();
        HttpFetcher fetcher = new HttpFetcher(settings())) {
      FerryException failure = failure(fetcher, server);
      assertThat(failure).hasMessageContaining("no answer in time (tried 3 times");
      assertThat(failure.hint().orElseThrow().english()).contains("PIP_DEFAULT_TIMEOUT");
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void whatElseWaitsForItIsGivenUpAtOnce() {
    try (SlowServer server = SlowServer.silent();
        HttpFetcher fetcher = new HttpFetcher(settings())) {
      failure(fetcher, server);
      failure(fetcher, server);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void aServerThatWakesUpIsHeard() {
    try (SlowServer server = SlowServer.silentAtFirst(2);
        HttpFetcher fetcher = new HttpFetcher(settings())) {
      Reply reply = fetcher.fetch(Request.page(server.location(), 1000));
      assertThat(reply.body()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aHeadThatComesLetterByLetterIsSilence() {
    try (SlowServer server = SlowServer.dripping("HTTP/1.1 200 OK\r\nX-Long: ");
        HttpFetcher fetcher = new HttpFetcher(settings())) {
      assertThat(failure(fetcher, server)).hasMessageContaining("no answer in time (tried 3 times");
    }
  }

  @Test
  void theSizeOfAChunkThatComesLetterByLetterIsSilence() {
    try (SlowServer server =
            SlowServer.dripping("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=");
        HttpFetcher fetcher = new HttpFetcher(settings())) {
      assertThat(failure(fetcher, server)).hasMessageContaining("no answer in time (tried 3 times");
    }
  }

  @Test
  void patienceEndsBeforeTheRetriesDoUnlessTheyWereAskedFor() {
    HttpSettings patient =
        new HttpSettings(
            TIMEOUT,
            TIMEOUT,
            3,
            Duration.ofMillis(1),
            TIMEOUT,
            6,
            Trust.system(),
            ProxyRules.none(),
            Credentials.none());
    try (SlowServer server = SlowServer.silent();
        HttpFetcher fetcher = new HttpFetcher(patient)) {
      failure(fetcher, server);
      assertThat(server.connections()).isEqualTo(1);
    }
    try (SlowServer server = SlowServer.silent();
        HttpFetcher fetcher = new HttpFetcher(patient.withAllRetries(1))) {
      failure(fetcher, server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aServerThatKeepsEverybodyWaitingIsNamedOnce() {
    List<Text> notes = new CopyOnWriteArrayList<>();
    try (SlowServer server = SlowServer.silent();
        HttpFetcher fetcher = new HttpFetcher(settings(), noting(notes), Duration.ofMillis(50))) {
      failure(fetcher, server);
      assertThat(notes).hasSize(1);
      assertThat(notes.getFirst().english())
          .startsWith("`" + server.location() + "` has not answered for");
    }
  }

  @Test
  void aConfiguredTimeoutAndRetriesCount() {
    HttpSettings configured =
        dev.ferry.python.pipconfig.PipConfiguration.discover(
                Map.of("PIP_CONFIG_FILE", "/dev/null", "PIP_TIMEOUT", "7", "PIP_RETRIES", "9"),
                java.nio.file.Path.of("/nonexistent"))
            .settings(Map.of(), java.nio.file.Path.of("/nonexistent"));
    assertThat(configured.idleTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(configured.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(configured.retries()).isEqualTo(9);
    assertThat(configured.patience()).isGreaterThan(Duration.ofSeconds(70));
  }
}
