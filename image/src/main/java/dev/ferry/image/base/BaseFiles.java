package dev.ferry.image.base;

import dev.ferry.image.base.RootTree.Node;
import dev.ferry.image.tar.TarLimits;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Digest;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a base as one tree, whatever layers they came in; for images that hold a part. */
public final class BaseFiles {
  private static final int PERMISSIONS = 0777;

  private BaseFiles() {}

  /**
   * Something in a base.
   *
   * @param path absolute
   */
  public record Entry(String path, Content content) {}

  /** What something in a base is. */
  public sealed interface Content {
    /**
     * A file; its bytes lie in the tar of a layer.
     *
     * @param mode permission bits, without setuid and setgid
     */
    record File(Digest tar, long offset, long size, int mode) implements Content {}

    /** A symbolic link. */
    record Link(String target) implements Content {}

    /** A folder. */
    record Folder() implements Content {}
  }

  /** Everything, parents first. The layers' tars are in the store. */
  public static List<Entry> of(Base base, LocalBlobStore store) {
    RootTree tree = new RootTree();
    for (int i = 0; i < base.layers().size(); i++) {
      Path tar = store.path(base.layers().get(i).diffId());
      try (InputStream in = new BufferedInputStream(Files.newInputStream(tar), 1 << 17)) {
        TarReader reader = new TarReader(in, base.name(), TarLimits.LAYER);
        new LayerRules(base.name(), i, false, tree).read(reader);
      } catch (IOException failure) {
        throw DiskFailure.of(failure, tar);
      }
    }
    List<Entry> entries = new ArrayList<>();
    tree.walk((path, node) -> entries.add(new Entry(path, content(base, node))));
    return entries;
  }

  private static Content content(Base base, Node node) {
    return switch (node.kind()) {
      case FOLDER -> new Content.Folder();
      case LINK -> new Content.Link(node.target());
      case FILE ->
          new Content.File(
              base.layers().get(node.stored().layer()).diffId(),
              node.stored().offset(),
              node.stored().size(),
              node.stored().mode() & PERMISSIONS);
    };
  }
}
