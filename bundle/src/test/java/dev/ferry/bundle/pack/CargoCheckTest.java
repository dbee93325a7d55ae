package dev.ferry.bundle.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.spec.SpecReader;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CargoCheckTest {
  private static final TinyWheel ALPHA =
      TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "ANSWER = 42\n");

  @TempDir Path folder;

  @Test
  void aFileThatAPackageInstallsIsNotReplaced() throws IOException {
    PackFixture fixture = new PackFixture(folder);
    Files.writeString(folder.resolve("model.bin"), "model");
    PackRequest request =
        with(
            fixture.request(PackFixture.target(PackFixture.TARGET, fixture.locked(ALPHA))),
            """
            files:
              - {path: model.bin, to: share/model.bin}
              - {path: model.bin, to: lib/python3.11/site-packages/alpha/__init__.py}
              - {path: model.bin, to: lib/python3.11/site-packages/alpha/model.bin}
            """);
    assertThatThrownBy(() -> fixture.pack(request))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure ->
                assertThat(failure.reasons().toString())
                    .contains("`files[1].to`: `lib/python3.11/site-packages/alpha/__init__.py`")
                    .doesNotContain("model.bin"));
    assertThat(fixture.output()).doesNotExist();
  }

  private static PackRequest with(PackRequest request, String spec) {
    EnvironmentSpec read = SpecReader.read(spec.getBytes(StandardCharsets.UTF_8), "ferry.yaml");
    return new PackRequest(
        request.name(),
        request.version(),
        List.copyOf(request.targets()),
        read,
        request.folder(),
        request.output(),
        request.form(),
        request.tar(),
        request.fit(),
        request.lockGiven());
  }
}
