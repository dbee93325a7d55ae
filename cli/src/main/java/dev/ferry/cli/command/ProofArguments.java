package dev.ferry.cli.command;

import dev.ferry.image.make.ImageMaker;
import dev.ferry.image.make.PlatformPlan;
import dev.ferry.image.proof.Golden;
import dev.ferry.image.proof.Proof;
import dev.ferry.image.proof.ProofReport;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.run.ImageRunner;
import dev.ferry.image.run.ImageRunners;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an image is proved before it takes its name. */
final class ProofArguments {
  @Option(names = "--golden", paramLabel = "FOLDER", descriptionKey = "image.golden")
  private Optional<String> golden = Optional.empty();

  @Option(names = "--runner", paramLabel = "own|podman|docker", descriptionKey = "image.runner")
  private Optional<String> runner = Optional.empty();

  @Option(names = "--unproved", descriptionKey = "image.unproved")
  private boolean unproved;

  /** The word of the image's label. */
  String word(Invocation invocation) {
    return unproved ? "none" : golden.isPresent() ? "golden" : "smoke";
  }

  /**
   * What proves it.
   *
   * @param digestKnown whether the image must have the digest that a recipe tells
   * @throws FerryException of kind REFUSED where the variant needs golden cases and has none,
   *     ENVIRONMENT where nothing here can run images
   */
  ImageMaker.Prover prover(Invocation invocation, Recipe recipe, boolean digestKnown) {
    if (unproved || recipe.proof().equals("none")) {
      return (archive, plans) -> {};
    }
    if (digestKnown && golden.isEmpty()) {
      return (archive, plans) ->
          invocation
              .console()
              .progress()
              .note(
                  Text.of(
                      "the same bytes as the recipe's image, which was proved (%s) where it was"
                          + " made; `--golden FOLDER` proves it here, too",
                      "与配方的镜像字节相同，该镜像在生成处已验证（%s）；`--golden 目录` 可在此再次验证", recipe.proof()));
    }
    if (recipe.variant().needsKeepList() && golden.isEmpty()) {
      throw noGolden(recipe.variant());
    }
    Optional<Golden> cases = invocation.path(golden).map(Golden::read);
    ImageRunner found = ImageRunners.find(runner).orElseThrow(ProofArguments::noRunner);
    return new ImageMaker.Prover() {
      @Override
      public void check(List<PlatformPlan> plans) {
        plans.forEach(ProofArguments::requireOurs);
        if (recipe.variant() != Variant.TRAIN) {
          cases.ifPresent(ProofArguments::requireRecorded);
        }
      }

      @Override
      public void prove(Path archive, List<PlatformPlan> plans) {
        ProofArguments.prove(invocation, found, archive, plans, cases);
      }
    };
  }

  private static void prove(
      Invocation invocation,
      ImageRunner runner,
      Path archive,
      List<PlatformPlan> plans,
      Optional<Golden> cases) {
    Path scratch = archive.resolveSibling(archive.getFileName() + ".proof");
    Proof proof = new Proof(runner, scratch, invocation.console().progress());
    try {
      for (PlatformPlan plan : plans) {
        if (plan.selection().variant() == Variant.TRAIN && cases.isPresent()) {
          proof.record(archive, cases.get());
        }
        ProofReport report = proof.prove(archive, cases, plan.environment());
        invocation
            .console()
            .progress()
            .note(
                Text.of(
                    "proved with the %s runner (%s): %s",
                    "已用 %s 运行器（%s）验证：%s",
                    report.runner(),
                    report.kind().id(),
                    Text.count(report.cases().size(), "case", "个用例")));
      }
    } finally {
      scratch.toFile().delete(); // Empty by now; what is in it removes itself.
    }
  }

  private static void requireOurs(PlatformPlan plan) {
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    String wanted = plan.environment().target().machine();
    if (!machine.equals(wanted)) {
      throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of(
                  "An image for %s cannot be tried on this machine, which is %s",
                  "本机是 %2$s，无法试运行 %1$s 的镜像", wanted, machine))
          .hint(
              Text.of(
                  "make it on such a machine from the same bundle and recipe, or write it with"
                      + " `--unproved`",
                  "请在该类机器上用同一个包和配方生成，或用 `--unproved` 写出"));
    }
  }

  private static void requireRecorded(Golden cases) {
    if (!cases.isRecorded()) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of("Some golden cases have no expected outputs", "有的黄金用例没有预期输出"))
          .hint(
              Text.of(
                  "`ferry image trace` records them, and so does `--variant train --golden FOLDER`",
                  "`ferry image trace` 会记录它们，`--variant train --golden 目录` 也会"));
    }
  }

  private static FerryException noGolden(Variant variant) {
    return new FerryException(
            Failure.REFUSED,
            Text.of(
                "The variant `%s` is proved with golden cases, none are given",
                "变体 `%s` 需用黄金用例验证，但没有给出", variant.id()))
        .hint(
            Text.of(
                "give them with `--golden FOLDER`, or take `--variant slim`",
                "请用 `--golden 目录` 给出，或改用 `--variant slim`"));
  }

  private static FerryException noRunner() {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of("Nothing here can run an image to try it out", "此处没有可试运行镜像的工具"))
        .hint(
            Text.of(
                "allow user namespaces, run as root, or install podman; `--unproved` writes the"
                    + " image without trying it",
                "请允许用户命名空间、以 root 运行，或安装 podman；`--unproved` 可不试运行直接写出"));
  }

  @Override
  public String toString() {
    return "golden=" + golden + " runner=" + runner + " unproved=" + unproved;
  }
}
