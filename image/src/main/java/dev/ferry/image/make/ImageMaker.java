package dev.ferry.image.make;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.image.archive.ArchiveWriter;
import dev.ferry.image.archive.ImageArchive;
import dev.ferry.image.cargo.Cargo;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the image of a recipe. An archive is written beside its name, proved, and then given the
 * name: whoever sees the name sees a whole image that works.
 */
public final class ImageMaker {
  private final LocalBlobStore store;
  private final Progress progress;

  public ImageMaker(LocalBlobStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Tries out an archive before it has its name. */
  @FunctionalInterface
  public interface Prover {
    /** Says what keeps the images from being proved here, before anything is made. */
    default void check(List<PlatformPlan> plans) {}

    /**
     * Proves the image of each platform.
     *
     * @throws FerryException of kind REHEARSAL where it does not work
     */
    void prove(Path archive, List<PlatformPlan> plans);
  }

  /** Every digest of the image, without keeping a byte. */
  public MadeImage compute(Recipe recipe, Optional<Bundle> bundle) {
    List<PlatformPlan> plans = plans(recipe, bundle);
    try {
      return new Assembly(recipe, store, false, progress).make(plans);
    } finally {
      plans.forEach(PlatformPlan::close);
    }
  }

  /**
   * Writes the archive and, beside it, the recipe.
   *
   * @param replace whether another image under the name gives way
   * @param expected digest that the image must have, where a recipe tells it
   * @return the image, and whether it was there already
   */
  public Outcome make(
      Recipe recipe,
      Optional<Bundle> bundle,
      Path output,
      boolean replace,
      Optional<Digest> expected,
      Prover prover) {
    List<PlatformPlan> plans = plans(recipe, bundle);
    LocalBlobStore.Hold hold = store.hold("image " + place(output));
    try (hold) {
      prover.check(plans);
      MadeImage made = new Assembly(recipe, store, true, progress).make(plans);
      expected.ifPresent(digest -> require(digest, made));
      if (isThere(output, made, replace)) {
        prover.prove(output, plans); // What it is proved with may be new.
        return new Outcome(made, true);
      }
      write(recipe, plans, made, output, prover);
      return new Outcome(made, false);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, output);
    } finally {
      plans.forEach(PlatformPlan::close);
    }
  }

  /**
   * What was made.
   *
   * @param already whether the same image had the name before
   */
  public record Outcome(MadeImage image, boolean already) {}

  /** Where the recipe of an archive is written: {@code paddle.recipe.json} beside it. */
  public static Path recipeFile(Path output) {
    String name = String.valueOf(output.getFileName());
    String stem = name.endsWith(".tar") ? name.substring(0, name.length() - 4) : name;
    return output.resolveSibling(stem + ".recipe.json");
  }

  private List<PlatformPlan> plans(Recipe recipe, Optional<Bundle> bundle) {
    bundle.ifPresent(opened -> requireSame(recipe, opened));
    Cargo cargo = Cargo.of(bundle, store);
    List<PlatformPlan> plans = new ArrayList<>();
    try {
      for (Recipe.Platform platform : recipe.platforms()) {
        plans.add(ImagePlanner.plan(recipe, platform, cargo, store, progress));
      }
      return plans;
    } catch (RuntimeException refused) {
      plans.forEach(PlatformPlan::close);
      throw refused;
    }
  }

  private static void requireSame(Recipe recipe, Bundle bundle) {
    if (!bundle.root().equals(recipe.bundle())) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "The recipe was made of another bundle: got `%s`, want `%s`",
              "此配方来自另一个包：得到 `%s`，应为 `%s`", bundle.root(), recipe.bundle()));
    }
  }

  private static void require(Digest expected, MadeImage made) {
    Digest got = made.content().top().digest();
    if (!got.equals(expected)) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "The recipe gives another image here: got `%s`, want `%s`",
              "此配方在这里得到另一个镜像：得到 `%s`，应为 `%s`", got, expected));
    }
  }

  /** One name for every way to say it. */
  private static Path place(Path output) {
    Path whole = output.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(whole.getParent());
    try {
      Files.createDirectories(folder);
      return folder.toRealPath().resolve(Objects.requireNonNull(whole.getFileName()));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private static boolean isThere(Path output, MadeImage made, boolean replace) {
    if (!Files.exists(output)) {
      return false;
    }
    try {
      if (ImageArchive.open(output).top().digest().equals(made.content().top().digest())) {
        return true;
      }
    } catch (FerryException other) {
      // Something that is no image is not ours to replace without a word, either.
    }
    if (!replace) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "`%s` exists and is another image; it is not replaced",
                  "`%s` 已存在且是另一个镜像，不会覆盖", output))
          .hint(
              Text.of(
                  "use `--replace`, or another name with `-o`", "请用 `--replace`，或用 `-o` 换一个名字"));
    }
    return false;
  }

  private void write(
      Recipe recipe, List<PlatformPlan> plans, MadeImage made, Path output, Prover prover)
      throws IOException {
    Path folder = Objects.requireNonNull(output.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    Path part = Leftovers.part(folder, String.valueOf(output.getFileName()));
    Path recipePart = part.resolveSibling(part.getFileName() + ".recipe");
    try {
      ArchiveWriter.write(made.content(), part, progress);
      prover.prove(part, plans);
      Files.write(recipePart, RecipeFile.bytes(recipe, Optional.of(made.content().top().digest())));
      Files.move(
          recipePart,
          recipeFile(output),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(recipePart);
    }
  }
}
