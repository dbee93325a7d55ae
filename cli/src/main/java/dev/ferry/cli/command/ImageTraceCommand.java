package dev.ferry.cli.command;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.cli.output.Console;
import dev.ferry.image.make.ImageMaker;
import dev.ferry.image.make.Intake;
import dev.ferry.image.make.PlatformPlan;
import dev.ferry.image.proof.Golden;
import dev.ferry.image.proof.Proof;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.run.OwnRunner;
import dev.ferry.image.run.Scratch;
import dev.ferry.image.trace.KeepListMaker;
import dev.ferry.image.trace.Tracer;
import dev.ferry.image.variant.KeepList;
import dev.ferry.image.variant.KeepListFile;
import dev.ferry.image.variant.Selection;
import dev.ferry.image.variant.Variant;
import dev.ferry.image.variant.VariantRules;
import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry image trace BUNDLE}: which files an application opens. */
@Command(name = "trace")
final class ImageTraceCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private ImageArguments arguments = new ImageArguments();

  @Parameters(paramLabel = "BUNDLE", arity = "1", descriptionKey = "bundle.parameter")
  private String bundle = "";

  @Option(
      names = "--golden",
      paramLabel = "FOLDER",
      required = true,
      descriptionKey = "image.trace.golden")
  private String golden = "";

  @Option(names = "--variant", paramLabel = "VARIANT", descriptionKey = "image.trace.variant")
  private String variant = Variant.INFERENCE.id();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      descriptionKey = "image.trace.output")
  private Optional<String> output = Optional.empty();

  ImageTraceCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Variant wanted = variant();
    Golden cases = Golden.read(invocation.path(golden));
    OwnRunner runner = OwnRunner.require();
    LocalBlobStore blobs = store.open(invocation);
    Bundle opened = Bundle.open(invocation.path(bundle));
    Recipe made = recipe(opened, blobs);
    // A program without Python is traced on a base without Python.
    Recipe recipe = wanted == Variant.CPP ? made.withVariant(wanted) : made;
    Path file = invocation.path(output).orElseGet(() -> beside(opened, recipe));
    try (Scratch scratch = Scratch.in(blobs.root().resolve("partial"), "trace-")) {
      ImageMaker.Prover prover =
          (archive, plans) -> trace(archive, plans.get(0), recipe, cases, runner, wanted, file);
      new ImageMaker(blobs, invocation.console().progress())
          .make(
              recipe,
              Optional.of(opened),
              scratch.path().resolve("train.tar"),
              true,
              Optional.empty(),
              prover);
    }
    return 0;
  }

  private Variant variant() {
    Variant wanted = Variant.parse(variant);
    if (!wanted.needsKeepList()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "The variant `%s` needs no keep list, want `inference` or `cpp`",
              "变体 `%s` 不需要保留清单，应为 `inference` 或 `cpp`", variant));
    }
    return wanted;
  }

  /** The full image, quickly made: nobody carries it. */
  private Recipe recipe(Bundle opened, LocalBlobStore blobs) {
    Recipe recipe =
        Intake.recipe(
            arguments.request(
                invocation, opened.origin().toString(), Variant.TRAIN, Optional.empty(), "none"),
            opened,
            blobs);
    if (recipe.platforms().size() != 1) {
      throw new FerryException(
          Failure.USAGE,
          Text.of("One target is traced at a time: `--target`", "一次只能跟踪一个目标：`--target`"));
    }
    return recipe;
  }

  private static Path beside(Bundle opened, Recipe recipe) {
    if (!Files.isDirectory(opened.origin())) {
      throw new FerryException(
          Failure.USAGE,
          Text.of("The bundle is a tar: name a file with `-o`", "包是 tar：请用 `-o` 指定文件"));
    }
    String name = KeepList.fileName(recipe.platforms().get(0).target());
    return opened.origin().resolve("evidence").resolve(name);
  }

  private void trace(
      Path archive,
      PlatformPlan plan,
      Recipe recipe,
      Golden cases,
      OwnRunner runner,
      Variant wanted,
      Path file) {
    Path scratch = archive.resolveSibling("trace");
    if (cases.isRecorded()) {
      // A trace of wrong answers would keep the wrong files.
      new Proof(runner, scratch, invocation.console().progress()).prove(archive, cases);
    }
    Tracer.Traced traced =
        new Tracer(runner, scratch, invocation.console().progress()).trace(archive, cases);
    KeepList.Subject subject =
        new KeepList.Subject(
            recipe.bundle(), plan.base().digest(), recipe.application(), plan.recipe().target());
    KeepList keep =
        KeepListMaker.make(traced.paths(), plan.selection().plan(), subject, wanted, cases);
    Selection selection =
        VariantRules.builtIn().select(plan.selection().plan(), wanted, Optional.of(keep));
    KeepListFile.write(keep, file);
    report(file, traced.recorded(), plan.selection(), selection);
  }

  private void report(Path file, List<String> recorded, Selection all, Selection fewer) {
    Console console = invocation.console();
    DataSize whole = new DataSize(all.plan().size());
    DataSize kept = new DataSize(fewer.plan().size());
    if (console.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("keep", file.toString());
      fields.put("variant", fewer.variant().id());
      fields.put("recorded", recorded);
      fields.put("files", fewer.plan().files().size());
      fields.put("bytes", kept.bytes());
      fields.put("allFiles", all.plan().files().size());
      fields.put("allBytes", whole.bytes());
      console.document(fields);
      return;
    }
    for (String name : recorded) {
      console.say(
          Text.of(
              "expected outputs of `%s` were recorded from the full environment",
              "已从完整环境中记录 `%s` 的预期输出", name));
    }
    console.say(
        Text.of(
            "%d of %d files stay, %s of %s",
            "%2$d 个文件中保留 %1$d 个，%4$s 中保留 %3$s",
            fewer.plan().files().size(),
            all.plan().files().size(),
            kept,
            whole));
    console.print(file.toString());
  }

  @Override
  public String toString() {
    return "image trace " + bundle + " " + global;
  }
}
