package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports and imports that are killed, and imports beside another import. */
@Tag("system")
class InterruptedImportTest {
  private static final int ROUNDS = 3;
  private static final int KILLS = 2;
  private static final String UPDATE = "env-v2";

  @TempDir private Path folder;
  private Site site;

  /** Two bundles that share most of their bytes: enough that a kill can fall into any step. */
  @BeforeEach
  void twoBundles() throws Exception {
    site = Site.in(folder.resolve("sides"));
    bundle("env-v1", "1.0");
    bundle(UPDATE, "1.1");
  }

  private void bundle(String name, String version) {
    TestBundle bundle = TestBundle.in(site.work().resolve(name));
    for (int i = 0; i < 4; i++) {
      byte[] noise = new byte[1 << 20];
      new Random(i).nextBytes(noise);
      bundle.wheel(
          TinyWheel.of("part" + i, i == 0 ? version : "1.0")
              .file("part" + i + "/data.bin", noise)
              .file("part" + i + "/version.txt", i == 0 ? version : "1.0"));
    }
    bundle.write();
  }

  private void succeeds(String... command) throws Exception {
    Source.Result result = site.ferry(command);
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
  }

  private boolean killed(long most, Random random, String... command) throws Exception {
    Process process = site.start(command);
    process.waitFor(most * (20 + random.nextInt(75)) / 100, TimeUnit.MILLISECONDS);
    boolean alive = process.isAlive();
    process.destroyForcibly().waitFor();
    return alive;
  }

  private String[] export(int round) {
    return new String[] {
      "export", UPDATE, "--site", "plant-" + round, "-o", "usb" + round, "--part-size", "2M"
    };
  }

  @Test
  void killedAtAnyMomentTheDepotIsBeforeOrAfter() throws Exception {
    long start = System.nanoTime();
    succeeds("import", UPDATE, "--depot", "calm");
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Random random = new Random(29);
    int killed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String depot = "depot" + round;
      List<String[]> steps =
          List.of(
              new String[] {"import", "env-v1", "--depot", depot},
              export(round),
              new String[] {"import", "usb" + round, "--depot", depot});
      for (String[] step : steps) {
        for (int i = 0; i < KILLS; i++) {
          killed += killed(whole, random, step) ? 1 : 0;
          assertBeforeOrAfter(depot);
        }
        succeeds(step);
      }
      succeeds("fsck", "--depot", depot);
      succeeds("verify", depot + "/bundles/" + UPDATE);
      assertThat(Site.tree(site.work().resolve(depot + "/bundles/" + UPDATE)))
          .isEqualTo(Site.tree(site.work().resolve("calm/bundles/" + UPDATE)));
      assertThat(site.work().resolve(depot + "/partial")).isEmptyDirectory();
    }
    assertThat(killed).as("commands that were still running").isPositive();
  }

  /** What bears a name is whole at every moment; the check of one script is quick. */
  private void assertBeforeOrAfter(String depot) throws Exception {
    for (String name : List.of("env-v1", UPDATE)) {
      Path bundle = site.work().resolve(depot).resolve("bundles").resolve(name);
      if (Files.exists(bundle)) {
        Source.Result result = site.other("sh", bundle.resolve("verify.sh").toString());
        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
      }
    }
  }

  @Test
  void severalProcessesImportIntoOneDepot() throws Exception {
    succeeds(export(9));
    List<Process> processes = new ArrayList<>();
    processes.add(site.start("import", "env-v1", "--depot", "shared"));
    processes.add(site.start("import", "usb9", "--depot", "shared"));
    processes.add(site.start("import", "env-v1", "--depot", "shared"));
    for (Process process : processes) {
      assertThat(process.waitFor()).as(Files.readString(site.said(process))).isZero();
    }
    succeeds("fsck", "--depot", "shared");
    succeeds("verify", "shared/bundles/env-v1");
    succeeds("verify", "shared/bundles/" + UPDATE);
  }
}
