package dev.ferry.image.proof;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.image.proof.ProofReport.CaseProof;
import dev.ferry.image.proof.ProofReport.Kind;
import dev.ferry.image.run.ImageRunner;
import dev.ferry.image.run.LoadedImage;
import dev.ferry.image.run.RunResult;
import dev.ferry.image.run.Scratch;
import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs a written image and compares its answers. */
public final class Proof {
  private final ImageRunner runner;
  private final Path scratch;
  private final Progress progress;

  /**
   * @param scratch a folder to work in; what is made there is removed again
   */
  public Proof(ImageRunner runner, Path scratch, Progress progress) {
    this.runner = runner;
    this.scratch = scratch;
    this.progress = progress;
  }

  /**
   * Proves an archive by golden cases.
   *
   * @param archive that was written
   * @param golden cases with expected outputs
   * @throws FerryException of kind REHEARSAL naming the case, the output, what it is and what it
   *     should be; VERIFICATION where the archive is damaged
   */
  public ProofReport prove(Path archive, Golden golden) {
    try (Scratch made = Scratch.in(scratch, "proof-");
        LoadedImage image = runner.load(archive, made.path())) {
      Path work = made.path();
      return golden(image, golden, work);
    }
  }

  /**
   * Shows that an archive starts, by the smoke test of its environment.
   *
   * @throws FerryException of kind REHEARSAL where it fails, VERIFICATION where the archive is
   *     damaged
   */
  public ProofReport smoke(Path archive, EnvironmentDocument environment) {
    try (Scratch made = Scratch.in(scratch, "proof-");
        LoadedImage image = runner.load(archive, made.path())) {
      Path work = made.path();
      return smoke(image, environment, work);
    }
  }

  /** Golden cases where there are some, else the smoke test. */
  public ProofReport prove(Path archive, Optional<Golden> golden, EnvironmentDocument environment) {
    return golden.isPresent() ? prove(archive, golden.get()) : smoke(archive, environment);
  }

  /**
   * Records what the full environment gives, where a person did not say it.
   *
   * @param archive of the variant {@code train}
   */
  public List<String> record(Path archive, Golden golden) {
    if (golden.isRecorded()) {
      return List.of();
    }
    try (Scratch made = Scratch.in(scratch, "proof-");
        LoadedImage image = runner.load(archive, made.path())) {
      Path work = made.path();
      return GoldenRecorder.record(image, golden, work, progress);
    }
  }

  private ProofReport golden(LoadedImage image, Golden golden, Path work) {
    List<CaseProof> cases = new ArrayList<>();
    long memory = 0;
    for (GoldenCase each : golden.cases()) {
      if (!each.isRecorded()) {
        throw new FerryException(
                Failure.REFUSED,
                Text.of("The case `%s` has no expected outputs", "用例 `%s` 没有预期输出", each.name()))
            .hint(
                Text.of(
                    "`ferry image trace` records them from the full environment",
                    "`ferry image trace` 会从完整环境中记录它们"));
      }
      Text what = Text.of("Proving the case %s", "正在验证用例 %s", each.name());
      Progress.Task task = progress.start(what, 0);
      try {
        CaseRun run = new CaseRun(image, work);
        CaseRun.Given one = run.run(each);
        cases.add(compare(each, one, run.run(each)));
        memory = Math.max(memory, one.result().memory().map(DataSize::bytes).orElse(0L));
      } finally {
        task.close();
      }
    }
    return new ProofReport(
        runner.name(),
        Kind.GOLDEN,
        cases,
        memory == 0 ? Optional.empty() : Optional.of(new DataSize(memory)));
  }

  private static CaseProof compare(GoldenCase golden, CaseRun.Given one, CaseRun.Given other) {
    Set<String> unstable = new TreeSet<>(GoldenRecorder.unstable(golden));
    List<String> exact = new ArrayList<>();
    List<String> near = new ArrayList<>();
    for (GoldenOutput output : golden.outputs()) {
      String name = output.name();
      byte[] got = Objects.requireNonNull(one.outputs().get(name));
      if (!Arrays.equals(got, other.outputs().get(name))) {
        unstable.add(name);
      }
      byte[] want = read(output.in(golden.expected()));
      Optional<Tolerance> tolerance =
          unstable.contains(name) && output.tolerance().isEmpty()
              ? Optional.of(Tolerance.DEFAULT)
              : output.tolerance();
      Optional<Text> wrong =
          tolerance.isPresent()
              ? Comparison.near(got, want, tolerance.get())
              : Comparison.exact(got, want);
      if (wrong.isPresent()) {
        throw differs(golden, name, wrong.get(), one.result());
      }
      (Arrays.equals(got, want) ? exact : near).add(name);
    }
    return new CaseProof(golden.name(), exact, near, List.copyOf(unstable));
  }

  private static FerryException differs(
      GoldenCase golden, String output, Text wrong, RunResult result) {
    return new FerryException(
            Failure.REHEARSAL,
            Text.of(
                "The image gives another answer than the full environment: case `%s`, output `%s`,"
                    + " %s",
                "镜像与完整环境的结果不同：用例 `%s`，输出 `%s`，%s", golden.name(), output, wrong))
        .reasons(CaseRun.lines(result));
  }

  private ProofReport smoke(LoadedImage image, EnvironmentDocument environment, Path work) {
    Text what = Text.of("Running the smoke test in the image", "正在镜像中运行冒烟测试");
    Progress.Task task = progress.start(what, 0);
    try {
      RunResult result = SmokeTest.run(image, environment, work);
      if (!result.passed()) {
        throw new FerryException(
                Failure.REHEARSAL,
                Text.of(
                    "The smoke test failed in the image: exit status %d",
                    "冒烟测试在镜像中失败：退出状态 %d", result.exitCode()))
            .reasons(CaseRun.lines(result));
      }
      CaseProof smoke = new CaseProof("smoke", List.of(), List.of(), List.of());
      return new ProofReport(runner.name(), Kind.SMOKE, List.of(smoke), result.memory());
    } finally {
      task.close();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }
}
