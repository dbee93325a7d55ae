package dev.ferry.image.make;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.EnvironmentReader;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.application.AppFolder;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.application.AppSettingsReader;
import dev.ferry.image.archive.ImageName;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.Bases;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.variant.KeepList;
import dev.ferry.image.variant.VariantRules;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Platform;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a recipe of what a person asked for: every name becomes a digest, small bytes are kept. */
public final class Intake {
  private static final DataSize LARGEST_MODEL = new DataSize(1L << 40);
  private static final long LARGEST_PACKAGE = 2L << 30;
  private static final long LARGEST_KEEP = 32L << 20;

  private final ImageRequest request;
  private final LocalBlobStore store;
  private final Bundle bundle;

  private Intake(ImageRequest request, LocalBlobStore store, Bundle bundle) {
    this.request = request;
    this.store = store;
    this.bundle = bundle;
  }

  /**
   * Takes in.
   *
   * @throws FerryException of kind USAGE where a name means nothing, REFUSED where something must
   *     not go into an image
   */
  public static Recipe recipe(ImageRequest request, Bundle bundle, LocalBlobStore store) {
    return new Intake(request, store, bundle).recipe();
  }

  /** The files of a model's folder, put into the store. */
  public static List<AppFile> takeModel(Path folder, LocalBlobStore store) {
    return AppFolder.take(folder, store, LARGEST_MODEL);
  }

  private Recipe recipe() {
    List<String> targets = targets();
    SortedMap<String, List<AppFile>> folders = new TreeMap<>();
    request
        .app()
        .ifPresent(app -> folders.put(ImageLayout.APPLICATION, take(app, request.appLimit())));
    request.model().ifPresent(model -> folders.put(ImageLayout.MODEL, takeModel(model, store)));
    AppSettings given = request.app().map(AppSettingsReader::of).orElseGet(AppSettings::none);
    List<Recipe.Platform> platforms = new ArrayList<>();
    for (String target : targets) {
      platforms.add(platform(target));
    }
    EnvironmentDocument first = bundle.environment(targets.get(0));
    return new Recipe(
        request.name().orElseGet(() -> name(first, targets)),
        bundle.root(),
        request.variant(),
        VariantRules.builtIn().version(),
        request.compression(),
        request.docker(),
        request.dockerPlatform(),
        request.proof(),
        request.model().isPresent(),
        request.settings().orElse(given),
        folders,
        platforms);
  }

  private List<AppFile> take(Path folder, DataSize limit) {
    return AppFolder.take(folder, store, limit);
  }

  private List<String> targets() {
    List<String> known = List.copyOf(bundle.environments().keySet());
    for (String target : request.targets()) {
      if (!known.contains(target)) {
        throw new FerryException(
            Failure.USAGE,
            Text.of(
                "The bundle has no target `%s`, it has %s", "包中没有目标 `%s`，只有 %s", target, known));
      }
    }
    List<String> wanted = request.targets().isEmpty() ? known : request.targets();
    if (wanted.size() > 1 && !request.index()) {
      throw new FerryException(
              Failure.USAGE,
              Text.of("The bundle has %d targets: %s", "包中有 %d 个目标：%s", wanted.size(), wanted))
          .hint(
              Text.of(
                  "choose one with `--target`, or put them into one archive with `--index`",
                  "用 `--target` 选择一个，或用 `--index` 放入同一个归档"));
    }
    return wanted;
  }

  private Recipe.Platform platform(String target) {
    EnvironmentDocument environment = bundle.environment(target);
    Piece document = Objects.requireNonNull(bundle.environments().get(target)).document();
    keep(bundle.bytes(document, EnvironmentReader.LARGEST), document.path());
    Base base = base(environment);
    List<BundleFile> packages = new ArrayList<>();
    for (Path file : request.packages()) {
      packages.add(file(file, LARGEST_PACKAGE));
    }
    return new Recipe.Platform(
        target,
        new BundleFile(document.path(), document.digest(), document.size()),
        base.digest(),
        base.name(),
        packages,
        keepList(target));
  }

  private Optional<BundleFile> keepList(String target) {
    if (!request.variant().needsKeepList() && request.keep().isEmpty()) {
      return Optional.empty();
    }
    Path beside = bundle.origin().resolve("evidence").resolve(KeepList.fileName(target));
    Path file = request.keep().orElse(beside);
    if (!Files.isRegularFile(file)) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "The variant `%s` needs a keep list, there is no `%s`",
                  "变体 `%s` 需要保留清单，但没有 `%s`", request.variant().id(), file))
          .hint(
              Text.of(
                  "make it with `ferry image trace` and golden cases, or take `--variant slim`",
                  "请用 `ferry image trace` 和黄金用例生成，或改用 `--variant slim`"));
    }
    return Optional.of(file(file, LARGEST_KEEP));
  }

  private Base base(EnvironmentDocument environment) {
    Platform wanted = Platform.of(environment.target().os(), environment.target().machine());
    Bases bases = Bases.of(store);
    List<Base> given = request.bases().stream().map(bases::require).toList();
    List<Base> fitting =
        given.stream()
            .filter(base -> base.platform().architecture().equals(wanted.architecture()))
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (given.size() == 1) {
      return given.get(0); // Its check says what is wrong with it.
    }
    throw new FerryException(
        Failure.USAGE,
        Text.of(
            "%d of the bases %s are for %s, want one",
            "基础镜像 %2$s 中有 %1$d 个适用于 %3$s，应为一个",
            fitting.size(),
            request.bases(),
            wanted.architecture()));
  }

  private ImageName name(EnvironmentDocument environment, List<String> targets) {
    String target = targets.size() == 1 ? "-" + targets.get(0) : "";
    String version = environment.version().replaceAll("[^A-Za-z0-9_.-]", "-");
    String tag = "v" + version + target + "-" + request.variant().id();
    return ImageName.parse(
        "localhost/" + environment.name() + ":" + tag.substring(0, Math.min(tag.length(), 128)));
  }

  private void keep(byte[] bytes, String label) {
    try {
      store.put(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException impossible) {
      throw new IllegalStateException(label, impossible);
    }
  }

  private BundleFile file(Path file, long limit) {
    try (InputStream in = Files.newInputStream(file)) {
      Digest digest = store.put(in, limit);
      String name = String.valueOf(file.getFileName());
      return new BundleFile(name, digest, Files.size(store.path(digest)));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
