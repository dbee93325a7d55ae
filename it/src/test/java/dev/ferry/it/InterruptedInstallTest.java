package dev.ferry.it;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ferry install} killed at any moment leaves the old environment whole. */
@Tag("system")
class InterruptedInstallTest {
  private static final int KILLS = 4;

  @TempDir private Path folder;

  @Test
  void theOldEnvironmentWorksUntilTheNewOneDoes() throws Exception {
    Site site = Site.in(folder.resolve("site"));
    List<String> bundles = new ArrayList<>();
    for (String version : List.of("1", "2")) {
      site.wheel(wheel(version));
      Path bundle =
          site.packed("pack", "app==" + version, "--target", "host", "--no-rehearse", "-o", "out");
      bundles.add(bundle.toString());
    }
    String old = bundles.get(0);
    assertThat(site.ferry("install", old, "--into", "env").exitCode()).isZero();
    long start = System.nanoTime();
    assertThat(site.ferry("install", bundles.get(1), "--into", "calm").exitCode()).isZero();
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    Random random = new Random(23);
    int killed = 0;
    for (int round = 0; round < KILLS; round++) {
      Process process = site.start("install", bundles.get(1), "--into", "env", "--replace");
      process.waitFor(whole * (30 + random.nextInt(75)) / 100, TimeUnit.MILLISECONDS);
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      assertThat(version(site)).isIn("1\n", "2\n");
    }
    assertThat(killed).as("rounds in which there was something to kill").isPositive();
    Source.Result last = site.ferry("install", bundles.get(1), "--into", "env", "--replace");
    assertThat(last.exitCode()).as(last.errors()).isZero();
    assertThat(version(site)).isEqualTo("2\n");
    try (Stream<Path> versions = Files.list(site.work().resolve(".env.ferry"))) {
      assertThat(versions.filter(path -> Files.isDirectory(path, NOFOLLOW_LINKS)))
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  private static TinyWheel wheel(String version) {
    TinyWheel wheel = TinyWheel.of("app", version).file("app.py", "V = " + version + "\n");
    for (int i = 0; i < 250; i++) {
      wheel.file("app_parts/p" + i + ".py", ("x = " + i + version + "\n").repeat(500));
    }
    return wheel;
  }

  private static String version(Site site) throws Exception {
    String python = site.work().resolve("env/bin/python").toString();
    Source.Result answer = site.other(python, "-c", "import app; print(app.V)");
    assertThat(answer.exitCode()).as(answer.errors()).isZero();
    return answer.output();
  }
}
