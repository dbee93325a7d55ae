package dev.ferry.carry.depot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.verify.Verifier;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.store.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial of a check changes nothing, and says what the check does. */
class DepotCheckTest {
  private static final String STEADY = "packages/steady-1.0-py3-none-any.whl";
  private static final String MOVING = "packages/moving-1.0-py3-none-any.whl";

  @TempDir private Path folder;
  private Path depot;
  private Path kept;

  @BeforeEach
  void oneBundle() {
    depot = folder.resolve("site");
    Sites.take(depot, Sites.bundle(folder.resolve("env-v1"), "1.0"));
    kept = depot.resolve("bundles/env-v1");
  }

  /** Flips a bit of a file, and of all its links. */
  private void damage(Path file, boolean sealed) throws IOException {
    file.toFile().setWritable(true);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    if (sealed) {
      Seal.put(file);
    }
  }

  private Path blob(String path) throws IOException {
    return Depot.openToRead(depot).store().path(Digest.of(Files.readAllBytes(kept.resolve(path))));
  }

  /** Everything about the files of the depot. */
  private Map<String, List<Object>> state() throws IOException {
    Map<String, List<Object>> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(depot)) {
      for (Path file : files.toList()) {
        Object content = Files.isRegularFile(file) ? Digest.of(Files.readAllBytes(file)) : "";
        Map<String, Object> facts =
            Files.readAttributes(file, "unix:ino,mode,nlink", LinkOption.NOFOLLOW_LINKS);
        state.put(
            depot.relativize(file).toString(),
            List.of(content, Files.getLastModifiedTime(file), new TreeMap<>(facts)));
      }
    }
    return state;
  }

  private DepotReport tried() {
    Depot opened = Depot.openToRead(depot);
    DepotLock lock = opened.share(Progress.NONE);
    try (lock) {
      return DepotCheck.check(opened, true, Progress.NONE);
    }
  }

  /** Tries twice, then checks; all three judge the same. */
  private DepotReport checked() throws IOException {
    Map<String, List<Object>> before = state();
    DepotReport tried = tried();
    assertThat(state()).isEqualTo(before);
    assertThat(tried()).isEqualTo(tried);
    DepotReport report = Sites.check(depot);
    assertThat(tried.isClean()).isEqualTo(report.isClean());
    assertThat(tried.damaged()).isEqualTo(report.damaged());
    assertThat(tried.broken()).isEqualTo(report.broken());
    assertThat(tried.remarks()).isEqualTo(report.remarks());
    assertThat(tried.repaired()).hasSameSizeAs(report.repaired());
    return report;
  }

  @Test
  void aTrialLeavesADamagedBlobWhereItIs() throws IOException {
    damage(kept.resolve(STEADY), true);
    damage(kept.resolve(MOVING), false);
    DepotReport report = checked();
    assertThat(report.damaged().values()).containsExactlyInAnyOrder(STEADY, MOVING);
    assertThat(report.broken()).hasSize(1);
    assertThat(report.broken().get(0).missing()).hasSize(2);
  }

  @Test
  void aMissingLinkIsPutRightThoughItsBlobIsHere() throws IOException {
    Files.delete(kept.resolve(STEADY));
    DepotReport report = checked();
    assertThat(report.isClean()).isTrue();
    assertThat(report.repaired())
        .singleElement()
        .satisfies(
            line -> assertThat(line.english()).isEqualTo("`%s` in `env-v1` was put right", STEADY));
    assertThat(Files.isSameFile(kept.resolve(STEADY), blob(STEADY))).isTrue();
  }

  @Test
  void aTrialJudgesAsTheRepairDoes() throws IOException {
    Files.writeString(kept.resolve("install.sh"), "exit 0\n");
    try (Stream<Path> files = Files.walk(kept.resolve("targets"))) {
      for (Path lock : files.filter(f -> f.endsWith("pylock.toml")).toList()) {
        Files.delete(lock);
      }
    }
    DepotReport report = checked();
    assertThat(report.isClean()).isTrue();
    assertThat(report.repaired()).hasSizeGreaterThan(1);
    Verifier.verify(kept, Progress.NONE).orThrow();
    assertThat(kept.resolve("install.sh")).isExecutable();
    assertThat(checked().repaired()).isEmpty();
  }

  @Test
  void aMissingBlobKeepsNothingElseFromBeingPutRight() throws IOException {
    Files.delete(blob(STEADY));
    Files.delete(kept.resolve("blobs/sha256").resolve(hex(STEADY)));
    Files.delete(kept.resolve(STEADY));
    Files.writeString(kept.resolve("install.sh"), "exit 0\n");
    Files.delete(kept.resolve("verify.sh"));
    Files.delete(kept.resolve(MOVING));
    Files.writeString(kept.resolve("letter.txt"), "mine");

    DepotReport report = checked();
    assertThat(report.repaired())
        .extracting(line -> line.english())
        .containsExactlyInAnyOrder(
            "`install.sh` in `env-v1` was put right",
            "`verify.sh` in `env-v1` was put right",
            "`" + MOVING + "` in `env-v1` was put right");
    DepotReport.Broken broken = report.broken().get(0);
    assertThat(broken.missing()).hasSize(1);
    assertThat(broken.problems())
        .extracting(problem -> problem.path())
        .containsExactly("letter.txt");
    assertThat(kept.resolve(MOVING)).exists();
  }

  private String hex(String path) throws IOException {
    return Digest.of(Files.readAllBytes(folder.resolve("env-v1").resolve(path))).hex();
  }

  @Test
  void aBlobIsPutBackFromAnotherBundleAndAScriptStaysAFileOfItsOwn() throws IOException {
    Sites.take(depot, Sites.bundle(folder.resolve("env-v2"), "2.0"));
    Files.delete(blob("install.sh"));
    Files.delete(blob(STEADY));
    Files.delete(kept.resolve("blobs/sha256").resolve(hex(STEADY)));
    Files.delete(kept.resolve(STEADY));
    DepotReport report = checked();
    assertThat(report.isClean()).isTrue();
    assertThat(Files.isSameFile(kept.resolve("install.sh"), blob("install.sh"))).isFalse();
    assertThat(kept.resolve("install.sh")).isExecutable();
    assertThat(Files.isSameFile(kept.resolve(STEADY), blob(STEADY))).isTrue();
  }

  @Test
  void aMissingDocumentOfAFolderIsPutRight() throws IOException {
    try (Stream<Path> blobs = Files.list(kept.resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        Files.delete(blob);
      }
    }
    Files.delete(kept.resolve("oci-layout"));
    assertThat(checked().isClean()).isTrue();
    Verifier.verify(kept, Progress.NONE).orThrow();
  }
}
