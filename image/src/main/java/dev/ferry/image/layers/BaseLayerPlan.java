package dev.ferry.image.layers;

import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseFiles;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.image.variant.LeftOut;
import dev.ferry.image.variant.SystemSelection;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.store.LocalBlobStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The base of an image whose variant is derived from a keep list: one layer of the files that runs
 * opened, in place of the base's own layers. Root owns them all, and nothing runs as its owner.
 *
 * @param layer the one layer
 * @param left paths of the base that are not in it, absolute
 * @param told what left, for people
 */
public record BaseLayerPlan(PlannedLayer layer, List<String> left, LeftOut told) {
  /** The id under which what leaves is counted. */
  public static final String RULE = "base";

  private static final int EXAMPLES = 5;

  public BaseLayerPlan {
    left = List.copyOf(left);
  }

  /** Plans the layer. */
  public static BaseLayerPlan plan(Base base, SystemSelection selection, LocalBlobStore store) {
    EntryTree tree = new EntryTree();
    List<String> left = new ArrayList<>();
    long bytes = 0;
    for (BaseFiles.Entry entry : BaseFiles.of(base, store)) {
      boolean top = entry.path().lastIndexOf('/') == 0;
      if (entry.content() instanceof BaseFiles.Content.Folder) {
        if (top) {
          tree.add(PlannedEntry.folder(relative(entry)));
        }
      } else if (selection.keeps(entry.path())) {
        tree.add(planned(entry, store));
      } else {
        left.add(entry.path());
        bytes += entry.content() instanceof BaseFiles.Content.File file ? file.size() : 0;
      }
    }
    LeftOut told =
        new LeftOut(
            RULE,
            Text.of("files of the base that no run opened", "基础镜像中运行时未打开的文件"),
            left.size(),
            bytes,
            left.subList(0, Math.min(EXAMPLES, left.size())));
    String name = base.digest() + ", the files that were opened";
    return new BaseLayerPlan(
        new PlannedLayer(PlannedLayer.Kind.BASE, name, tree.entries()), left, told);
  }

  private static String relative(BaseFiles.Entry entry) {
    return entry.path().substring(1);
  }

  private static PlannedEntry planned(BaseFiles.Entry entry, LocalBlobStore store) {
    String path = relative(entry);
    return switch (entry.content()) {
      case BaseFiles.Content.Folder folder -> PlannedEntry.folder(path);
      case BaseFiles.Content.Link link -> PlannedEntry.link(path, link.target());
      case BaseFiles.Content.File file -> {
        Extent extent = new Extent(store.path(file.tar()), file.offset(), file.size(), file);
        yield new PlannedEntry(
            new LayerEntry.File(
                path, file.mode(), 0, new LayerContent.Streamed(file.size(), extent::open)),
            file.tar() + "@" + file.offset());
      }
    };
  }
}
