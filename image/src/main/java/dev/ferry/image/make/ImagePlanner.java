package dev.ferry.image.make;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.EnvironmentReader;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.BasePython;
import dev.ferry.image.base.Bases;
import dev.ferry.image.cargo.Cargo;
import dev.ferry.image.cargo.CarriedWheel;
import dev.ferry.image.config.RunSettings;
import dev.ferry.image.layers.AccountLayer;
import dev.ferry.image.layers.ApplicationLayer;
import dev.ferry.image.layers.BaseLayerPlan;
import dev.ferry.image.layers.EnvironmentLayers;
import dev.ferry.image.layers.FilesLayer;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.image.plan.PlannedLayer.Kind;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.serve.ReferenceServer;
import dev.ferry.image.variant.KeepList;
import dev.ferry.image.variant.KeepListFile;
import dev.ferry.image.variant.Selection;
import dev.ferry.image.variant.SystemSelection;
import dev.ferry.image.variant.Variant;
import dev.ferry.image.variant.VariantRules;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.store.LocalBlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans the image of one platform from a recipe and the blobs that it names. */
final class ImagePlanner {
  private static final int LARGEST_KEEP = 32 << 20;

  private final Recipe recipe;
  private final Recipe.Platform platform;
  private final Cargo cargo;
  private final LocalBlobStore store;
  private final Progress progress;

  private ImagePlanner(
      Recipe recipe,
      Recipe.Platform platform,
      Cargo cargo,
      LocalBlobStore store,
      Progress progress) {
    this.recipe = recipe;
    this.platform = platform;
    this.cargo = cargo;
    this.store = store;
    this.progress = progress;
  }

  /** Plans; the plan is the caller's to close. */
  static PlatformPlan plan(
      Recipe recipe,
      Recipe.Platform platform,
      Cargo cargo,
      LocalBlobStore store,
      Progress progress) {
    ImagePlanner planner = new ImagePlanner(recipe, platform, cargo, store, progress);
    List<CarriedWheel> wheels = new ArrayList<>();
    try {
      return planner.plan(wheels);
    } catch (RuntimeException refused) {
      wheels.forEach(CarriedWheel::close);
      throw refused;
    }
  }

  private PlatformPlan plan(List<CarriedWheel> wheels) {
    EnvironmentDocument environment =
        EnvironmentReader.read(
            platform.environment().path(),
            cargo.bytes(platform.environment(), EnvironmentReader.LARGEST));
    Base base = base();
    SystemFiles system = SystemFiles.read(platform.packages(), cargo, base, store, progress);
    Optional<BasePython> python =
        BaseFitness.require(base, environment, system, recipe.variant(), progress);
    for (PackageEntry entry : environment.packages()) {
      wheels.add(CarriedWheel.open(cargo, entry));
    }
    EnvironmentFiles files = new EnvironmentFiles(environment, cargo, store);
    InstallationPlan whole = files.plan(python, wheels);
    whole.warnings().forEach(progress::warn);
    Optional<KeepList> keep = keepList(base);
    boolean traced = recipe.variant().needsKeepList() && keep.isEmpty();
    Selection selection =
        VariantRules.builtIn().select(whole, traced ? Variant.TRAIN : recipe.variant(), keep);
    Optional<BaseLayerPlan> part =
        keep.filter(list -> recipe.variant().needsKeepList())
            .map(list -> SystemSelection.of(VariantRules.builtIn(), list))
            .map(kept -> BaseLayerPlan.plan(base, kept, store));
    byte[] about = About.bytes(recipe, platform, base, whole, selection, part);
    List<PlannedLayer> layers = layers(base, part, system, files, selection, wheels, about);
    BaseFitness.requireFolders(base, layers);
    RunSettings run =
        Startup.of(
            recipe, environment, base, Labels.of(recipe, platform, environment, base, wheels));
    EntryProgram.require(run, layers, base, part.isEmpty());
    Selection told =
        new Selection(
            selection.variant(),
            selection.rulesVersion(),
            selection.plan(),
            About.left(selection, part));
    return new PlatformPlan(platform, environment, base, told, part.isEmpty(), layers, run, wheels);
  }

  private Base base() {
    return Bases.of(store).all().stream()
        .filter(base -> base.digest().equals(platform.base()))
        .findFirst()
        .orElseThrow(
            () ->
                new FerryException(
                        Failure.VERIFICATION,
                        Text.of(
                            "The base `%s` (%s) is not in the store",
                            "存储中没有基础镜像 `%s`（%s）", platform.baseName(), platform.base()))
                    .hint(
                        Text.of(
                            "import the same file: `ferry base import FILE --name %s`",
                            "请导入同一文件：`ferry base import 文件 --name %s`", platform.baseName())));
  }

  private Optional<KeepList> keepList(Base base) {
    if (platform.keep().isEmpty()) {
      return Optional.empty();
    }
    String where = platform.keep().get().path();
    KeepList list = KeepListFile.read(where, cargo.bytes(platform.keep().get(), LARGEST_KEEP));
    Digest application = recipe.application();
    return Optional.of(
        KeepListFile.check(
            list,
            new KeepList.Subject(recipe.bundle(), base.digest(), application, platform.target()),
            where));
  }

  private List<PlannedLayer> layers(
      Base base,
      Optional<BaseLayerPlan> part,
      SystemFiles system,
      EnvironmentFiles files,
      Selection selection,
      List<CarriedWheel> wheels,
      byte[] about) {
    List<PlannedLayer> lower = new ArrayList<>();
    part.ifPresent(some -> lower.add(some.layer()));
    lower.addAll(system.layers());
    lower.add(AccountLayer.plan(base.facts()));
    FilesLayer.plan(Kind.INTERPRETER, "python", files.interpreter()).ifPresent(lower::add);
    List<PlannedLayer> upper = new ArrayList<>();
    List<PlannedEntry> extras = files.extras();
    FilesLayer.plan(Kind.FILES, extras.size() + " files", extras).ifPresent(upper::add);
    SortedMap<String, byte[]> made = new TreeMap<>(Map.of(ImageLayout.ABOUT, about));
    if (recipe.server()) {
      made.put(ImageLayout.SERVER + "/" + ReferenceServer.FILE, ReferenceServer.bytes());
    }
    upper.add(ApplicationLayer.plan(recipe.folders(), made, store));
    int below = part.isPresent() ? 0 : base.layers().size();
    int room = ImageLayout.MOST_LAYERS - below - lower.size() - upper.size();
    if (room < 1) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "The base `%s` has %d layers, an image has at most %d",
              "基础镜像 `%s` 有 %d 层，镜像最多 %d 层",
              base.name(),
              base.layers().size(),
              ImageLayout.MOST_LAYERS));
    }
    List<PlannedLayer> all = new ArrayList<>(lower);
    all.addAll(EnvironmentLayers.plan(selection.plan().files().values(), wheels, room));
    all.addAll(upper);
    return all;
  }
}
