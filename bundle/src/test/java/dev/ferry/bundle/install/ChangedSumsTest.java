package dev.ferry.bundle.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.ChangedBytes;
import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts and programs wrote, with seeded changes. */
class ChangedSumsTest {
  private static final int ROUNDS = 30;

  @TempDir private Path scratch;

  /**
   * No change of the list passes {@code verify.sh}, which derives it from the root. Nothing in the
   * list is run.
   */
  @Test
  @Tag("system")
  void verifyScriptRefusesEveryChange() throws IOException {
    Path bundle =
        TestBundle.in(scratch.resolve("bundle"))
            .wheel(TinyWheel.of("alpha", "1.0").file("alpha.py", "x = 1\n"))
            .write();
    Path sums = bundle.resolve("SHA256SUMS");
    byte[] good = Files.readAllBytes(sums);
    Random random = new Random(37);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = ChangedBytes.of(good, random);
      if (Arrays.equals(changed, good)) {
        continue;
      }
      Files.write(sums, changed);
      String shell = List.of("dash", "bash", "busybox sh").get(round % 3);
      if (Shell.has(shell.split(" ", -1)[0])) {
        String command = shell + " bundle/verify.sh";
        Shell.Result result = Shell.run(scratch, List.of(command.split(" ", -1)));
        String input = "round " + round + ": " + new String(changed, StandardCharsets.ISO_8859_1);
        assertThat(result.status()).as(input + result.out() + result.err()).isEqualTo(1);
        assertThat(result.err()).as(input).doesNotContain("syntax error", "not found\n");
      }
    }
  }

  @Test
  void changedReportsAreReadOrCountAsNone() throws IOException {
    Path file = scratch.resolve("report.json");
    String good =
        "{\"kind\":\"unfit\",\"message\":{\"en\":\"a\",\"zh\":\"b\"},\"reasons\":"
            + "[{\"en\":\"c\",\"zh\":\"d\"}],\"status\":1}";
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(41);
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      Files.write(file, ChangedBytes.of(bytes, random));
      read += ScriptReport.find(file).map(ScriptReport::failure).isPresent() ? 1 : 0;
    }
    assertThat(read).isBetween(20, 1_900);
  }
}
