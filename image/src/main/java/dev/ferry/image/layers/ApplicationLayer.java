package dev.ferry.image.layers;

import dev.ferry.image.application.AppFile;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.store.BlobStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The uppermost layer: the application, a model, the reference server, what the image says of
 * itself.
 */
public final class ApplicationLayer {
  private final BlobStore store;
  private final EntryTree tree = new EntryTree();

  private ApplicationLayer(BlobStore store) {
    this.store = store;
  }

  /**
   * Plans the layer.
   *
   * @param folders files by the folder of the image that they go to
   * @param made further files by their path in the image
   * @param store that has the files' bytes
   */
  public static PlannedLayer plan(
      Map<String, List<AppFile>> folders, Map<String, byte[]> made, BlobStore store) {
    ApplicationLayer layer = new ApplicationLayer(store);
    layer.tree.add(PlannedEntry.folder(ImageLayout.APPLICATION));
    folders.forEach((folder, files) -> files.forEach(file -> layer.add(folder, file)));
    made.forEach((path, bytes) -> layer.tree.add(PlannedEntry.file(path, 0644, bytes)));
    return new PlannedLayer(PlannedLayer.Kind.APPLICATION, "application", layer.tree.entries());
  }

  private void add(String folder, AppFile file) {
    String path = folder + "/" + file.path();
    tree.add(
        switch (file.content()) {
          case AppFile.Content.Link link -> PlannedEntry.link(path, link.target());
          case AppFile.Content.Bytes bytes -> entry(path, bytes);
        });
  }

  private PlannedEntry entry(String path, AppFile.Content.Bytes bytes) {
    Digest digest = bytes.digest();
    Path file = store.find(digest, bytes.size()).orElseThrow(() -> absent(path, digest));
    Extent extent = new Extent(file, 0, bytes.size(), digest);
    return new PlannedEntry(
        new LayerEntry.File(
            path,
            bytes.program() ? 0755 : 0644,
            0,
            new LayerContent.Streamed(bytes.size(), extent::open)),
        digest.toString());
  }

  private static FerryException absent(String path, Digest digest) {
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "`/%s` of the image (%s) is not in the store", "存储中没有镜像的 `/%s`（%s）", path, digest))
        .hint(Text.of("name its folder again: `--app FOLDER`", "请再次给出其目录：`--app 目录`"));
  }
}
