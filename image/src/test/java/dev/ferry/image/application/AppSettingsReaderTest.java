package dev.ferry.image.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.fixture.ChangedBytes;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code ferry-app.yaml}. */
class AppSettingsReaderTest {
  private static final String WHOLE =
      """
      entrypoint: [/opt/ferry/env/bin/python, main.py]
      command: [--workers, "1"]
      env: {OMP_NUM_THREADS: "1"}
      ports: [8080, 53/udp]
      volumes: [/var/lib/other]
      health:
        command: [/bin/true]
        interval: 10
        timeout: 2s
      stop-signal: SIGINT
      labels: {com.example.team: vision}
      """;

  private static AppSettings read(String text) {
    return AppSettingsReader.read(text.getBytes(UTF_8), "ferry-app.yaml");
  }

  @Test
  void everyKeyIsRead() {
    AppSettings settings = read(WHOLE);
    assertThat(settings.entrypoint()).containsExactly("/opt/ferry/env/bin/python", "main.py");
    assertThat(settings.ports()).containsExactly("8080/tcp", "53/udp");
    assertThat(settings.env()).containsEntry("OMP_NUM_THREADS", "1");
    assertThat(settings.health())
        .contains(new AppSettings.Health(List.of("/bin/true"), 10, 2, 30, 3));
    assertThat(settings.stopSignal()).contains("SIGINT");
    assertThat(settings.labels()).containsEntry("com.example.team", "vision");
  }

  @Test
  void allMistakesAreToldWithTheirPlaces() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    entrypont: main.py
                    ports: [eighty]
                    volumes: [data]
                    env: {"1X": "1"}
                    health: {interval: 5}
                    stop-signal: TERM
                    """))
        .isInstanceOf(FerryException.class)
        .satisfies(
            thrown ->
                assertThat(((FerryException) thrown).reasons())
                    .extracting(Text::english)
                    .satisfiesExactly(
                        line -> assertThat(line).contains(":1:1:", "did you mean `entrypoint`?"),
                        line -> assertThat(line).contains(":2:", "`eighty`"),
                        line -> assertThat(line).contains(":3:", "an absolute path"),
                        line -> assertThat(line).contains(":4:"),
                        line -> assertThat(line).contains(":5:", "`command` is missing"),
                        line -> assertThat(line).contains(":6:", "`SIGTERM`")));
  }

  @Test
  void theCommandLineGoesBeforeTheFile() {
    AppSettings typed =
        new AppSettings(
            List.of("/bin/sh"),
            List.of(),
            new TreeMap<>(Map.of("A", "1")),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>());
    AppSettings both = typed.orElse(read(WHOLE));
    assertThat(both.entrypoint()).containsExactly("/bin/sh");
    assertThat(both.command()).isEmpty();
    assertThat(both.env()).containsKeys("A", "OMP_NUM_THREADS");
    assertThat(both.ports()).hasSize(2);
  }

  @Test
  void changedFilesAreReadOrRefused() {
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      try {
        AppSettingsReader.read(ChangedBytes.of(WHOLE.getBytes(UTF_8), random), "ferry-app.yaml");
      } catch (FerryException refused) {
        assertThat(refused.failure()).isEqualTo(Failure.USAGE);
      }
    }
  }
}
