package dev.ferry.cli.command;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.cli.output.Console;
import dev.ferry.image.make.ImageMaker;
import dev.ferry.image.make.ImageRequest;
import dev.ferry.image.make.Intake;
import dev.ferry.image.make.MadeImage;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ferry image BUNDLE}: an image of a lock, for engines to load. */
@Command(name = "image")
final class ImageCommand implements Callable<Integer> {
  private static final Set<String> WITH_RECIPE =
      Set.of(
          "--from-recipe",
          "--output",
          "--store",
          "--replace",
          "--dry-run",
          "--app",
          "--app-limit",
          "--serve",
          "--golden",
          "--runner",
          "--unproved",
          "--json",
          "--lang",
          "--debug");

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private ImageArguments arguments = new ImageArguments();
  @Mixin private ProofArguments proof = new ProofArguments();

  @Parameters(paramLabel = "BUNDLE", arity = "0..1", descriptionKey = "bundle.parameter")
  private Optional<String> bundle = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      descriptionKey = "image.output")
  private Optional<String> output = Optional.empty();

  @Option(names = "--variant", paramLabel = "VARIANT", descriptionKey = "image.variant")
  private String variant = Variant.TRAIN.id();

  @Option(names = "--keep", paramLabel = "FILE", descriptionKey = "image.keep")
  private Optional<String> keep = Optional.empty();

  @Option(names = "--from-recipe", paramLabel = "FILE", descriptionKey = "image.from-recipe")
  private Optional<String> fromRecipe = Optional.empty();

  @Option(names = "--replace", descriptionKey = "image.replace")
  private boolean replace;

  @Option(names = "--dry-run", descriptionKey = "image.dry-run")
  private boolean dryRun;

  private ImageCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  static CommandLine of(Invocation invocation) {
    return new CommandLine(new ImageCommand(invocation))
        .addSubcommand("explain", new ImageExplainCommand(invocation))
        .addSubcommand("push", new ImagePushCommand(invocation))
        .addSubcommand("pull", new ImagePullCommand(invocation))
        .addSubcommand("trace", new ImageTraceCommand(invocation));
  }

  @Override
  public Integer call() {
    LocalBlobStore blobs = store.open(invocation);
    Optional<Bundle> opened = invocation.path(bundle).map(Bundle::open);
    Recipe recipe;
    Optional<Digest> expected = Optional.empty();
    if (fromRecipe.isPresent()) {
      requireOnlyWhatARecipeLeavesOpen();
      Path file = invocation.path(fromRecipe.get());
      recipe = RecipeFile.read(file);
      expected = RecipeFile.result(file);
      arguments.takeFolders(invocation, blobs);
    } else {
      Bundle source = opened.orElseThrow(ImageCommand::noBundle);
      Variant wanted = Variant.parse(variant);
      ImageRequest request =
          arguments.request(
              invocation,
              source.origin().toString(),
              wanted,
              invocation.path(keep),
              proof.word(invocation));
      recipe = Intake.recipe(request, source, blobs);
    }
    ImageMaker maker = new ImageMaker(blobs, invocation.console().progress());
    if (dryRun) {
      return planned(maker.compute(recipe, opened));
    }
    Path file =
        invocation.path(
            output.orElseThrow(
                () ->
                    new FerryException(
                        Failure.USAGE, Text.of("missing `-o FILE`", "缺少 `-o FILE`"))));
    ImageMaker.Outcome outcome =
        maker.make(
            recipe,
            opened,
            file,
            replace,
            expected,
            proof.prover(invocation, recipe, expected.isPresent()));
    return report(outcome, file);
  }

  /** A recipe decides everything else; an option that says otherwise would be passed over. */
  private void requireOnlyWhatARecipeLeavesOpen() {
    List<String> others =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(option -> option.longestName())
            .filter(name -> !WITH_RECIPE.contains(name))
            .toList();
    if (!others.isEmpty()) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "`--from-recipe` decides what `%s` would say",
                  "`--from-recipe` 已决定 `%s` 的内容", String.join("`, `", others)))
          .hint(
              Text.of(
                  "leave it out, or make another image without `--from-recipe`",
                  "请去掉它，或不用 `--from-recipe` 生成另一个镜像"));
    }
  }

  private int planned(MadeImage image) {
    Console console = invocation.console();
    if (console.isJson()) {
      console.document(ImageReport.document(image, Optional.empty()));
    } else {
      ImageReport.say(console, image);
      console.print(image.content().top().digest().toString());
    }
    return 0;
  }

  private int report(ImageMaker.Outcome outcome, Path file) {
    Console console = invocation.console();
    if (console.isJson()) {
      console.document(ImageReport.document(outcome.image(), Optional.of(file)));
      return 0;
    }
    if (outcome.already()) {
      console.say(Text.of("this image is there already", "该镜像已存在"));
    }
    ImageReport.say(console, outcome.image());
    console.print(file.toString());
    return 0;
  }

  private static FerryException noBundle() {
    return new FerryException(Failure.USAGE, Text.of("missing `BUNDLE`", "缺少 `BUNDLE`"));
  }

  @Override
  public String toString() {
    return "image " + bundle + " " + global;
  }
}
