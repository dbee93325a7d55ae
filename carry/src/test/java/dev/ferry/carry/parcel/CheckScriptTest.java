package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check.sh} says what there is to say in every shell. */
@Tag("system")
class CheckScriptTest {
  private static final String ODD = "-n $(x) `y` *\n.dat";

  @TempDir Path folder;
  private Path out;
  private ParcelPlan plan;

  private record Answer(int status, String output) {}

  @BeforeEach
  void write() throws IOException {
    out = folder.resolve("usb stick");
    plan = Parcels.plan(Parcels.items(folder.resolve("in"), 3_400_000, 51), Parcels.slices(1, 25));
    ParcelWriter.write(plan, out, Progress.NONE);
  }

  private static Answer run(String shell, String language, Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Arrays.asList(shell.split(" ", -1)));
    command.add(script.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", language);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), output);
  }

  private String id() {
    return Parcels.scan(out).id().hex();
  }

  private Answer check(String shell) throws IOException, InterruptedException {
    return run(shell, "C", out.resolve("check.sh"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "bash --posix", "busybox sh"})
  void everythingGood(String shell) throws Exception {
    Answer answer = check(shell);
    assertThat(answer.output())
        .isEqualTo("good: 5 parts\nparcel " + id() + ": all 5 parts are good\n");
    assertThat(answer.status()).isZero();
    Answer chinese = run(shell, "zh_CN.UTF-8", out.resolve("check.sh"));
    assertThat(chinese.output()).contains("完好：5 个分卷\n", "全部 5 个分卷完好");
    assertThat(chinese.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void renamedDoubledAndMixed(String shell) throws Exception {
    Files.createDirectories(out.resolve("sub folder"));
    Files.move(Parcels.part(out, 1), out.resolve("sub folder").resolve(ODD));
    Files.copy(Parcels.part(out, 2), out.resolve("second"));
    Files.writeString(out.resolve("Thumbs.db"), "litter".repeat(200));
    Answer answer = check(shell);
    assertThat(answer.output()).contains("good: 5 parts\n", "all 5 parts are good");
    assertThat(answer.status()).isZero();
    Parcels.flip(out.resolve("sub folder").resolve(ODD), 8_000_001);
    assertThat(check(shell).output())
        .contains("sub folder/-n $(x) `y` *?.dat: part 1 has another digest", "good: 4 parts\n")
        .doesNotContain("P0000004", "second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void damagedButEnough(String shell) throws Exception {
    Parcels.flip(Parcels.part(out, 3), 8_000_001);
    Answer answer = check(shell);
    assertThat(answer.output())
        .contains(
            "P0000003.FRY: part 3 has another digest", "4 of 5 parts are good, and 4 suffice");
    assertThat(answer.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void threeFoldersDeepAndNoDeeper(String shell) throws Exception {
    Path deep = Files.createDirectories(out.resolve("a/b/c"));
    Files.move(Parcels.part(out, 1), deep.resolve("one"));
    assertThat(check(shell).status()).isZero();
    Path deeper = Files.createDirectories(deep.resolve("d"));
    Files.move(deep.resolve("one"), deeper.resolve("one"));
    assertThat(check(shell).output()).contains("4 of 5 parts are good");
  }

  /** An answer is complete when the parts that were asked for are there. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void answerToARequest(String shell) throws Exception {
    Path answer = folder.resolve("answer");
    Path script = answer.resolve("check.sh");
    ParcelWriter.writeOnly(plan, answer, Set.of(1, 2, 4), Progress.NONE);
    assertThat(run(shell, "C", script))
        .isEqualTo(
            new Answer(
                0,
                "good: 3 parts\nparcel "
                    + id()
                    + ", answer to a request: all parts that were asked for are good: 1-2 4\n"));
    assertThat(run(shell, "zh_CN.UTF-8", script).output()).contains("所请求的分卷全部完好：1-2 4");
    Parcels.flip(Parcels.part(answer, 4), 80_001);
    Files.delete(Parcels.part(answer, 1));
    Answer lost = run(shell, "C", script);
    assertThat(lost.output()).contains("not good here: 1 (P0000001) 4 (P0000004)\n");
    assertThat(lost.status()).isEqualTo(2);
    ParcelWriter.writeOnly(plan, answer, Set.of(1, 2, 3, 4), Progress.NONE);
    Files.delete(Parcels.part(answer, 3));
    Answer both = run(shell, "C", script, answer.toString(), out.toString());
    assertThat(both.output()).contains("all 5 parts are good");
    assertThat(both.status()).isZero();
    ParcelWriter.writeOnly(plan, answer, Set.of(1, 2, 3, 4), Progress.NONE);
    assertThat(run(shell, "C", script).status()).as("four suffice for all").isZero();
  }

  /** What a gateway or a medium puts behind a part harms nothing: it is told, that is all. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void moreThanThePart(String shell) throws Exception {
    for (int part = 1; part <= 5; part++) {
      Files.write(Parcels.part(out, part), new byte[1500], StandardOpenOption.APPEND);
    }
    Answer answer = check(shell);
    assertThat(answer.output()).contains("does no harm", "good: 5 parts\n", "all 5 parts are good");
    assertThat(answer.status()).isEqualTo(1);
    Parcels.flip(Parcels.part(out, 2), 8_000_001);
    assertThat(check(shell).output())
        .contains("part 2 has another digest", "4 of 5 parts are good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void bringMore(String shell) throws Exception {
    Files.delete(Parcels.part(out, 5));
    Parcels.flip(Parcels.part(out, 2), 8 * 100);
    Parcels.cut(Parcels.part(out, 3), 1);
    Answer answer = check(shell);
    assertThat(answer.output())
        .contains(
            "P0000002.FRY: its beginning", "part 3 has", "2 of 5 parts are good, 4 are needed")
        .contains("bring any 2 of: 2-3 (P0000002-P0000003) 5 (P0000005)");
    assertThat(answer.status()).isEqualTo(2);
    Answer chinese = run(shell, "zh_CN.UTF-8", out.resolve("check.sh"));
    assertThat(chinese.output()).contains("任意 2 个： 2-3 (P0000002-P0000003) 5 (P0000005)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void onSeveralMedia(String shell) throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.move(Parcels.part(out, 1), other.resolve("a"));
    Files.move(Parcels.part(out, 2), other.resolve("b"));
    assertThat(check(shell).status()).isEqualTo(2);
    Answer both = run(shell, "C", out.resolve("check.sh"), out.toString(), other.toString());
    assertThat(both.status()).as(both.output()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void nothingHereAndWrongUsage(String shell) throws Exception {
    Path script = out.resolve("check.sh");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(run(shell, "C", script, empty.toString()))
        .isEqualTo(new Answer(2, "no part of a parcel is here\n"));
    assertThat(run(shell, "C", script, folder.resolve("none").toString()).status()).isEqualTo(3);
    assertThat(run(shell, "C", script, "--what").status()).isEqualTo(3);
    assertThat(run(shell, "C", script, "--help").output()).contains("usage: sh check.sh");
  }
}
