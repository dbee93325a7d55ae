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
    requireRoom(name, tree);
    BaseFacts facts = facts(image, layers, tree);
    Platform own = image.platform().orElse(Platform.of("linux", facts.machine()));
    return Base.of(name, own, layers, image.env(), facts);
  }

  /** What a base has where an image puts its own would pass for a part of the environment. */
  private static void requireRoom(String where, RootTree tree) {
    if (tree.find("opt/ferry").isPresent()) {
      throw Faults.archive(
          where,
          Text.of(
              "it has `/opt/ferry`, where images have their environment",
              "它含有 `/opt/ferry`，镜像的环境位于该处"));
    }
    for (String folder : List.of("etc", "opt", "tmp", "var", "var/lib")) {
      requireNot(where, tree, folder, RootTree.Node.Kind.FILE);
    }
    for (String file : List.of("etc/passwd", "etc/group")) {
      requireNot(where, tree, file, RootTree.Node.Kind.FOLDER);
    }
  }

  private static void requireNot(
      String where, RootTree tree, String path, RootTree.Node.Kind kind) {
    if (tree.find(path).filter(node -> node.kind() == kind).isPresent()) {
      boolean file = kind == RootTree.Node.Kind.FILE;
      throw Faults.archive(
          where,
          file
              ? Text.of("its `/%s` is a file, not a folder", "其 `/%s` 是文件而不是目录", path)
              : Text.of("its `/%s` is a folder, not a file", "其 `/%s` 是目录而不是文件", path));
    }
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
