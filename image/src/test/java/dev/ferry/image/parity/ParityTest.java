package dev.ferry.image.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.image.tensor.Limits;
import dev.ferry.image.tensor.Numpy;
import dev.ferry.image.tensor.Verdict;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sides are small shell programs that follow the contract and copy files as outputs. */
class ParityTest {
  private static final String HEAD =
      """
      #!/bin/sh
      while [ $# -gt 0 ]; do case $1 in --outputs) out=$2 ;; --inputs) in=$2 ;; esac; shift; done
      mkdir -p "$out/one"
      """;
  private static final String COPY = "cp \"$in/one/x.npy\" \"$out/one/y.npy\"\n";

  @TempDir private Path folder;

  @BeforeEach
  void modelAndInputs() throws IOException {
    Files.writeString(folder.resolve("net.json"), "{}");
    Files.createDirectories(folder.resolve("in/one"));
    Files.write(folder.resolve("in/one/x.npy"), Numpy.floats(List.of(2), 1, 2));
    Files.write(folder.resolve("other.npy"), Numpy.floats(List.of(2), 1, Math.nextUp(2f)));
  }

  @Test
  void theSameAnswersPass() throws IOException {
    RunReport run = run(COPY, COPY);
    assertThat(run.passed()).isTrue();
    assertThat(run.outputs()).extracting(OutputReport::verdict).containsExactly(Verdict.EQUAL);
  }

  @Test
  void oneUlpIsNotTheSame() throws IOException {
    RunReport run = run(COPY, "cp \"$in/../other.npy\" \"$out/one/y.npy\"\n");
    assertThat(run.passed()).isFalse();
    assertThat(run.outputs()).extracting(OutputReport::verdict).containsExactly(Verdict.DIFFERENT);
  }

  @Test
  void aMissingOutputIsNamedWithItsSide() throws IOException {
    RunReport run = run(COPY, COPY + "mv \"$out/one/y.npy\" \"$out/one/z.npy\"\n");
    assertThat(run.passed()).isFalse();
    assertThat(run.outputs())
        .extracting(OutputReport::output, output -> why(output))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("y", "missing in `cpp`"),
            org.assertj.core.groups.Tuple.tuple("z", "missing in `python`"));
  }

  @Test
  void anotherShapeIsToldWithBothShapes() throws IOException {
    Files.write(folder.resolve("other.npy"), Numpy.floats(List.of(1, 2), 1, 2));
    RunReport run = run(COPY, "cp \"$in/../other.npy\" \"$out/one/y.npy\"\n");
    assertThat(why(run.outputs().getFirst()))
        .isEqualTo("`python` gives float32 2, `cpp` gives float32 1x2");
  }

  @Test
  void aCrashAfterTheAnswersCounts() throws IOException {
    RunReport run = run(COPY, COPY + "kill -SEGV $$\n");
    assertThat(run.rightExit()).isEqualTo(139);
    assertThat(run.passed()).isFalse();
    assertThat(run.outputs()).extracting(OutputReport::verdict).containsExactly(Verdict.EQUAL);
  }

  @Test
  void aSideWithoutAnswersDidNotRun() {
    assertThatThrownBy(() -> run(COPY, "echo no library; exit 3\n"))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> {
              assertThat(failure.failure()).isEqualTo(Failure.ENVIRONMENT);
              assertThat(failure.reasons().getFirst().english()).contains("no library");
            });
  }

  @Test
  void aSideThatHangsIsEnded() {
    assertThatThrownBy(() -> run(COPY, "exec sleep 60\n", Duration.ofSeconds(2)))
        .hasMessageContaining("not done after");
  }

  @Test
  void aSideThatIgnoresTheSwitchIsRefused() {
    String ignores = COPY + "echo '{\"onednn\": true}' > \"$out/side.json\"\n";
    assertThatThrownBy(() -> run(COPY, ignores))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> assertThat(failure.failure()).isEqualTo(Failure.REFUSED))
        .hasMessageContaining("oneDNN on, want off");
  }

  @Test
  void bothSidesSeeThePinnedSwitches() throws IOException {
    String tells =
        COPY
            + "test \"$FLAGS_use_mkldnn$FLAGS_use_onednn$OMP_NUM_THREADS\" = 001 || exit 9\n"
            + "test -z \"$OMP_SCHEDULE$PYTHONPATH\" || exit 8\n";
    assertThat(run(tells, tells).passed()).isTrue();
  }

  @Test
  void inputsWithoutCasesAreAMistake() throws IOException {
    Files.delete(folder.resolve("in/one/x.npy"));
    assertThatThrownBy(() -> run(COPY, COPY))
        .isInstanceOfSatisfying(
            FerryException.class, failure -> assertThat(failure.failure()).isEqualTo(Failure.USAGE))
        .hasMessageContaining("case `one`");
  }

  private RunReport run(String left, String right) throws IOException {
    return run(left, right, Duration.ofSeconds(60));
  }

  private RunReport run(String left, String right, Duration limit) throws IOException {
    // A folder with `bin/python` is an environment; what lies there gets the script's name first.
    program("env/bin/python", left);
    ParityRequest request =
        new ParityRequest(
            Side.Python.of(folder.resolve("env")),
            Side.Program.of(program("serve", right)),
            folder.resolve("net"),
            folder.resolve("in"),
            List.of(Onednn.OFF),
            1,
            Limits.EXACT,
            limit);
    return Parity.of(request, Progress.NONE).getFirst();
  }

  private Path program(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, HEAD + body);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String why(OutputReport report) {
    return report instanceof OutputReport.Incomparable nothing ? nothing.why().english() : "";
  }
}
