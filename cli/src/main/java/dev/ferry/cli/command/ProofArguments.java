package dev.ferry.cli.command;

import dev.ferry.image.make.ImageMaker;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an image is proved before it takes its name. */
final class ProofArguments {
  @Option(names = "--golden", paramLabel = "FOLDER", descriptionKey = "image.golden")
  private Optional<String> golden = Optional.empty();

  @Option(names = "--unproved", descriptionKey = "image.unproved")
  private boolean unproved;

  /** The word of the image's label. */
  String word(Invocation invocation) {
    return unproved ? "none" : golden.isPresent() ? "golden" : "smoke";
  }

  /** What proves it. */
  ImageMaker.Prover prover(Invocation invocation, Recipe recipe) {
    if (recipe.proof().equals("none")) {
      return (archive, plans) -> {};
    }
    throw new FerryException(
        Failure.ENVIRONMENT,
        Text.of("proof is not built yet: `--unproved`", "尚不支持验证：`--unproved`"));
  }

  @Override
  public String toString() {
    return "golden=" + golden + " unproved=" + unproved;
  }
}
