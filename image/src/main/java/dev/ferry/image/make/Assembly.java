package dev.ferry.image.make;

import dev.ferry.image.archive.ArchiveContent;
import dev.ferry.image.archive.ArchiveContent.Blob;
import dev.ferry.image.archive.ArchivedImage;
import dev.ferry.image.cargo.CarriedWheel;
import dev.ferry.image.config.ImageConfig;
import dev.ferry.image.make.MadeImage.MadeLayer;
import dev.ferry.image.make.MadeImage.MadePlatform;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.Platform;
import dev.ferry.oci.layer.Layer;
import dev.ferry.store.LocalBlobStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the layers of plans and the documents that name them. */
final class Assembly {
  private final Recipe recipe;
  private final LocalBlobStore store;
  private final LayerStore layers;
  private final Progress progress;
  private final SortedMap<Digest, Blob> blobs = new TreeMap<>();
  private final List<Descriptor> statements = new ArrayList<>();

  /**
   * Begins.
   *
   * @param keep whether layers' blobs are kept; without, only digests are computed
   */
  Assembly(Recipe recipe, LocalBlobStore store, boolean keep, Progress progress) {
    this.recipe = recipe;
    this.store = store;
    this.layers = new LayerStore(store, recipe.compression(), keep);
    this.progress = progress;
  }

  /** The image of all plans. */
  MadeImage make(List<PlatformPlan> plans) {
    List<MadePlatform> platforms = new ArrayList<>();
    List<ArchivedImage> images = new ArrayList<>();
    for (PlatformPlan plan : plans) {
      List<MadeLayer> made = layers(plan);
      ArchivedImage image = image(plan, made);
      images.add(image);
      platforms.add(
          new MadePlatform(
              plan.recipe().target(),
              image.descriptor(),
              image.manifest().config().digest(),
              made,
              plan.selection().left()));
      List<Manifest> about = Statements.about(recipe, plan, image.descriptor(), blobs);
      about.forEach(manifest -> statements.add(put(manifest)));
    }
    Descriptor top = images.get(0).descriptor();
    if (images.size() > 1) {
      ImageIndex index =
          new ImageIndex(Optional.empty(), images.stream().map(ArchivedImage::descriptor).toList());
      blobs.put(index.descriptor().digest(), new Blob.Made(index.bytes()));
      top = index.descriptor();
    }
    Optional<ImageIndex> referrers =
        Optional.of(
            new ImageIndex(
                Optional.empty(),
                statements.stream().sorted(Comparator.comparing(Descriptor::digest)).toList()));
    ArchiveContent content =
        new ArchiveContent(recipe.name(), top, docker(images), referrers, blobs);
    return new MadeImage(content, platforms);
  }

  /** The image that {@code manifest.json} names; it cannot name more. */
  private ArchivedImage docker(List<ArchivedImage> images) {
    if (recipe.dockerPlatform().isEmpty()) {
      return images.get(0);
    }
    String wanted = recipe.dockerPlatform().get();
    List<String> known =
        images.stream()
            .flatMap(image -> image.descriptor().platform().stream())
            .map(Assembly::word)
            .toList();
    int at = known.indexOf(wanted);
    if (at < 0) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `--docker-platform`: got `%s`, want one of %s",
              "`--docker-platform` 的值有误：是 `%s`，应为 %s 之一", wanted, String.join(", ", known)));
    }
    return images.get(at);
  }

  private static String word(Platform platform) {
    return platform.os() + "/" + platform.architecture();
  }

  private List<MadeLayer> layers(PlatformPlan plan) {
    long total =
        plan.baseLayers().stream().mapToLong(layer -> layer.tarSize()).sum()
            + plan.layers().stream().mapToLong(PlannedLayer::work).sum();
    try (Progress.Task task =
        progress.start(
            Text.of(
                "Making %d layers", "正在生成 %d 层", plan.baseLayers().size() + plan.layers().size()),
            total)) {
      return LayerWork.run(layers, plan, task);
    }
  }

  private ArchivedImage image(PlatformPlan plan, List<MadeLayer> made) {
    List<Descriptor> descriptors = new ArrayList<>();
    List<ImageConfig.History> history = new ArrayList<>();
    for (MadeLayer one : made) {
      Layer layer = one.layer();
      blobs.put(layer.digest(), new Blob.Stored(store.path(layer.digest()), layer.size()));
      descriptors.add(Descriptor.of(MediaNames.layer(recipe), layer.digest(), layer.size()));
      history.add(new ImageConfig.History(layer.diffId(), one.made()));
    }
    byte[] config =
        new ImageConfig(
                plan.base().platform(), Labels.created(plan.environment()), plan.run(), history)
            .bytes();
    Digest digest = Digest.of(config);
    blobs.put(digest, new Blob.Made(config));
    Manifest manifest =
        new Manifest(
            Optional.empty(),
            Descriptor.of(MediaNames.config(recipe), digest, config.length),
            descriptors,
            Optional.empty(),
            annotations(plan));
    byte[] document = MediaNames.manifest(recipe, manifest);
    Descriptor descriptor =
        Descriptor.of(MediaNames.manifest(recipe), Digest.of(document), document.length)
            .withPlatform(plan.base().platform());
    blobs.put(descriptor.digest(), new Blob.Made(document));
    return new ArchivedImage(descriptor, manifest, config);
  }

  private SortedMap<String, String> annotations(PlatformPlan plan) {
    SortedMap<String, String> annotations = new TreeMap<>();
    if (!recipe.docker()) {
      annotations.put("org.opencontainers.image.created", Labels.created(plan.environment()));
      annotations.put("dev.ferry.compressor", recipe.compression().compressorId());
    }
    return annotations;
  }

  private Descriptor put(Manifest manifest) {
    byte[] document = manifest.bytes();
    blobs.put(Digest.of(document), new Blob.Made(document));
    return new Descriptor(
        manifest.descriptor().mediaType(),
        Digest.of(document),
        document.length,
        manifest.artifactType(),
        Optional.empty(),
        manifest.annotations());
  }

  /** Hashes wheels before their members are written. */
  static Runnable verification(List<CarriedWheel> wheels, PlannedLayer layer) {
    return () ->
        wheels.stream()
            .filter(
                wheel ->
                    layer
                        .contents()
                        .anyMatch(
                            content -> content.startsWith(wheel.entry().wheel().sha256() + "/")))
            .forEach(CarriedWheel::verify);
  }
}
