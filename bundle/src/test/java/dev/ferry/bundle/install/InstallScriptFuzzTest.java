package dev.ferry.bundle.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class InstallScriptFuzzTest {
  private static final int ROUNDS = 400;

  @TempDir private Path scratch;

  /** Wheels, environment.json, tar and zip archives with seeded damage: refused, never a crash. */
  @Test
  void damagedBytesAreRefused() throws IOException {
    TinyWheel alpha = TinyWheel.of("alpha", "1").file("alpha.py", "x = 1\n".repeat(90));
    alpha.file(alpha.info("entry_points.txt"), "[console_scripts]\na = alpha:x\n");
    alpha.file(alpha.data("scripts/tool"), "#!python\n");
    Path bundle =
        TestBundle.in(scratch.resolve("bundle")).wheel(alpha).env("A", "${FERRY_ENV}").write();
    Path script = scratch.resolve("fuzz_install.py");
    try (InputStream in = InstallScriptFuzzTest.class.getResourceAsStream("fuzz_install.py")) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    Shell.Result result =
        Shell.run(
            scratch,
            List.of(
                "python3",
                "-B",
                script.toString(),
                bundle.resolve("install.py").toString(),
                bundle.toString(),
                String.valueOf(ROUNDS)));
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("rounds " + ROUNDS + ", unnoticed ");
  }
}
