package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Blobs;
import dev.ferry.carry.depot.Bundles;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.PlainFiles;
import dev.ferry.carry.depot.StoredBundle;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.List;
import java.util.TreeMap;

/** Makes a bundle, image or file of a parcel of blobs that are all in the depot. */
final class RootMaker {
  private final Depot depot;
  private final Goods goods;

  RootMaker(Depot depot, Goods goods) {
    this.depot = depot;
    this.goods = goods;
  }

  /**
   * Makes it under a name, or finds the same there.
   *
   * @throws FerryException where the name is taken, or the blobs do not make what the goods say
   */
  RootState make(Root root, String name) {
    return switch (root) {
      case Root.Bundle bundle -> bundle(bundle, name);
      case Root.Image image -> new ImageMaking(depot, goods, image).place(name);
      case Root.File file -> file(file, name);
    };
  }

  private RootState bundle(Root.Bundle root, String name) {
    TreeMap<String, Digest> outer = new TreeMap<>();
    root.files().forEach(file -> outer.put(file.path(), file.digest()));
    Blobs.put(depot.store(), StoredBundle.markerBytes());
    Bundles bundles = new Bundles(depot);
    StoredBundle stored = StoredBundle.of(depot.store(), bundles.folder(name), root.form(), outer);
    if (!stored.bundle().root().equals(root.digest())) {
      throw unlike(root, stored.bundle().root());
    }
    if (!stored.absent().isEmpty()) {
      throw unlike(root, stored.absent().get(0));
    }
    return bundles.place(name, stored);
  }

  private RootState file(Root.File root, String name) {
    if (depot.store().find(root.digest()).isEmpty()) {
      throw unlike(root, root.digest());
    }
    Blobs.force(depot.store(), List.of(root.digest()));
    return new PlainFiles(depot).place(name, root.digest()) ? RootState.KEPT : RootState.PRESENT;
  }

  static FerryException unlike(Root root, Digest got) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot make `%s` of the parcel: its list lacks or differs in `%s`, want `%s`",
            "无法由包裹重建 `%s`：其清单缺少或不符 `%s`，应为 `%s`", root.name(), got, root.digest()));
  }
}
