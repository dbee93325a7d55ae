package dev.ferry.python.pipconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.python.fuzz.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipConfigurationFuzzTest {
  private static final String GOOD =
      """
      # pip.conf
      [global]
      index-url = https://user:secret@index.example/simple
      extra_index_url: https://a.example/
          https://b.example/
      timeout = 2.5
      retries = 3
      no-index = off
      cert = ~/roots.pem
      client-cert = /etc/own.pem
      trusted-host = a.example b.example:8080
      proxy = http://proxy.example:3128
      [install]
      find-links = links/ https://c.example/
      """;

  @TempDir Path folder;

  @Test
  void changedFilesAreReadOrRefused() {
    Path file = folder.resolve("pip.conf");
    int refused =
        Mutations.tryTexts(
            3_000,
            GOOD,
            text -> {
              write(file, text);
              Map<String, String> environment = Map.of("PIP_CONFIG_FILE", file.toString());
              PipConfiguration.discover(environment, folder).settings(environment, folder);
            });
    assertThat(refused).isPositive();
  }

  @Test
  void changedVariablesAreReadOrRefused() {
    for (String name :
        new String[] {"INDEX_URL", "CERT", "TIMEOUT", "NO_INDEX", "PROXY", "TRUSTED_HOST"}) {
      Mutations.tryTexts(
          500,
          "~/https://a.example/1.5",
          text -> {
            Map<String, String> environment =
                Map.of("PIP_CONFIG_FILE", "/dev/null", "PIP_" + name, text);
            PipConfiguration.discover(environment, folder).settings(environment, folder);
          });
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.write(
          file,
          text.getBytes(
              text.length() % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
