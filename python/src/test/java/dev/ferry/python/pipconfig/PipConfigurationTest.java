package dev.ferry.python.pipconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipConfigurationTest {
  @TempDir Path home;

  private PipConfiguration discover(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(Map.of("XDG_CONFIG_DIRS", home + "/xdg"));
    environment.putAll(more);
    return PipConfiguration.discover(environment, home);
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void laterPlacesReplaceEarlierOnes() throws IOException {
    write(".pip/pip.conf", "[global]\nindex-url = https://index.example/a\ntimeout = 3\n");
    write(
        ".config/pip/pip.conf",
        """
        [global]
        index_url: https://index.example/b
        # x
        extra-index-url =
          https://e.example/1
          https://e.example/2
        [install]
        trusted-host = e.example
        """);
    PipConfiguration files = discover(Map.of());
    assertThat(files.indexUrl()).contains("https://index.example/b");
    assertThat(files.extraIndexUrls())
        .containsExactly("https://e.example/1", "https://e.example/2");
    assertThat(files.trustedHosts()).containsExactly("e.example");
    assertThat(files.timeout()).contains(Duration.ofSeconds(3));
    PipConfiguration variables =
        discover(Map.of("PIP_INDEX_URL", "https://index.example/c", "PIP_NO_INDEX", "true"));
    assertThat(variables.indexUrl()).contains("https://index.example/c");
    assertThat(variables.noIndex()).isTrue();
  }

  @Test
  void aFileNamedByAVariableIsReadLast() throws IOException {
    write(".config/pip/pip.conf", "[global]\nindex-url = https://index.example/a\n");
    write("own.conf", "[global]\nindex-url = https://index.example/own\n");
    assertThat(discover(Map.of("PIP_CONFIG_FILE", home + "/own.conf")).indexUrl())
        .contains("https://index.example/own");
    assertThat(discover(Map.of("PIP_CONFIG_FILE", "/dev/null")).indexUrl()).isEmpty();
  }

  @Test
  void hostsThatAreTrustedElsewhereAreAdded() {
    assertThat(
            discover(Map.of("PIP_TRUSTED_HOST", "a.example"))
                .settings(Map.of(), home, Set.of("B.example:8443"))
                .trust()
                .trustedHosts())
        .containsExactlyInAnyOrder("a.example", "b.example:8443");
  }

  @Test
  void aBadValueIsNamedWithItsPlace() {
    assertThatThrownBy(() -> discover(Map.of("PIP_TIMEOUT", "soon")))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("PIP_TIMEOUT")
        .hasMessageContaining("soon");
  }
}
