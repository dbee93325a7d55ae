package dev.ferry.image.base;

import dev.ferry.image.base.GivenImage.GivenLayer;
import dev.ferry.image.tar.Faults;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Platform;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a base in: a tar of a root folder, an archive of {@code docker save}, an OCI layout in a
 * folder or tar. Layers are in the store afterwards; the base itself is only kept by {@link
 * Bases#save}.
 */
public final class BaseImporter {
  private static final int MOST_LISTED = 12;

  private final LocalBlobStore store;
  private final Progress progress;

  public BaseImporter(LocalBlobStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Reads an archive with one image. */
  public Base read(Path archive, String name) {
    return read(archive, name, Optional.empty());
  }

  /**
   * Reads an archive.
   *
   * @param platform which of several images is meant
   * @throws dev.ferry.model.FerryException naming file, entry and field of what is wrong
   */
  public Base read(Path archive, String name, Optional<PlatformChoice> platform) {
    BaseName.require(name);
    try (GivenArchive given = GivenArchive.open(archive, store)) {
      return read(given, name, platform);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, archive);
    }
  }

  private Base read(GivenArchive given, String name, Optional<PlatformChoice> platform)
      throws IOException {
    GivenImage image = given.image(platform);
    RootTree tree = new RootTree();
    List<BaseLayer> layers = new ArrayList<>();
    long total = image.layers().stream().mapToLong(GivenLayer::size).sum();
    try (Progress.Task task = progress.start(Text.of("Importing %s", "正在导入 %s", name), total)) {
      LayerIntake intake = new LayerIntake(store, task);
      for (GivenLayer layer : image.layers()) {
        LayerRules rules = new LayerRules(layer.where(), layers.size(), given.isRootFolder(), tree);
        layers.add(intake.take(layer, rules));
        tellOfDropped(rules);
      }
    }
    BaseFacts facts = facts(image, layers, tree);
    Platform own = image.platform().orElse(Platform.of("linux", facts.machine()));
    return Base.of(name, own, layers, image.env(), facts);
  }

  private BaseFacts facts(GivenImage image, List<BaseLayer> layers, RootTree tree) {
    List<RangedBytes> tars = new ArrayList<>();
    try {
      for (BaseLayer layer : layers) {
        tars.add(FileBytes.open(store.path(layer.diffId())));
      }
      return new RootFacts(tree, tars).read(image);
    } finally {
      tars.forEach(RangedBytes::close);
    }
  }

  private void tellOfDropped(LayerRules rules) {
    if (!rules.dropped().isEmpty()) {
      progress.note(
          Text.of(
              "left out device nodes, which engines make themselves: %s",
              "略去设备节点（由容器引擎创建）：%s", listed(rules.dropped())));
    }
  }

  private static String listed(java.util.Collection<String> paths) {
    List<String> shown = paths.stream().limit(MOST_LISTED).map(Faults::shown).toList();
    return String.join(", ", shown) + (paths.size() > MOST_LISTED ? ", …" : "");
  }
}
