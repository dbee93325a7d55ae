package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pack -f} takes the lock beside the spec as long as it answers the same question. */
class LockReuseTest {
  private static final String SPEC =
      "targets: [" + World.TARGET + "]\nrequires: [alpha, 'beta>=1']\n";

  @TempDir private Path folder;
  private World world;

  /** Afterwards the source is empty: whatever is resolved fails. */
  @BeforeEach
  void lock() throws IOException {
    world = World.in(folder);
    Files.writeString(world.work().resolve("ferry.yaml"), SPEC);
    world.run("lock", "-f", "ferry.yaml").done();
    for (String wheel : world.wheels().keySet()) {
      Files.delete(world.root().resolve("links").resolve(wheel));
    }
  }

  @Test
  void theSameQuestionIsNotResolvedAgain() {
    assertThat(pack()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sources: [{name: more, find-links: ../links}]",
        "fit: {ignore: [libs/x.so]}",
        "build: {allow: [beta]}",
        "corrections: [{packages: alpha, requires: [beta], because: it imports it}]",
        "prereleases: true",
      })
  void anotherQuestionIs(String line) throws IOException {
    Files.writeString(world.work().resolve("ferry.yaml"), SPEC + line + "\n");
    assertThat(pack()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--find-links=../links",
        "--no-build=beta",
        "--only-binary=:all:",
        "--no-corrections",
        "--allow-unhashed",
        "--fit-ignore=libs/x.so",
      })
  void soIsAnotherCommandLine(String option) {
    assertThat(pack(option)).isEqualTo(1);
  }

  /** The exit code. */
  private int pack(String... more) {
    String[] words = {"pack", "-f", "ferry.yaml", "-o", "out", "--dry-run"};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return world.run(all).exit();
  }
}
