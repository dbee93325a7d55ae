package dev.ferry.carry.depot;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts right what was damaged, once the blobs that it lacked have come. Whatever else brought them,
 * a bundle, image or file that names one of them is whole when the import ends.
 */
public final class Mender {
  private final Depot depot;
  private final Bundles bundles;
  private final List<Text> mended = new ArrayList<>();

  private Mender(Depot depot) {
    this.depot = depot;
    this.bundles = new Bundles(depot);
  }

  /**
   * Mends everything that names a blob which came.
   *
   * @return what was put right
   */
  public static List<Text> mend(Depot depot, Collection<Digest> came) {
    Mender mender = new Mender(depot);
    if (!came.isEmpty()) {
      for (String name : mender.bundles.names()) {
        mender.bundle(name, came);
      }
      mender.images(came);
      mender.files(came);
    }
    return mender.mended;
  }

  /** The same for the things of a parcel of which all blobs are here. */
  public static List<Text> mend(Depot depot, Goods goods) {
    return mend(depot, goods.numbers().keySet());
  }

  private void bundle(String name, Collection<Digest> came) {
    Optional<StoredBundle> stored = stored(name);
    if (stored.isEmpty()
        || Collections.disjoint(stored.get().blobs().keySet(), came)
        || !stored.get().absent().isEmpty()) {
      return;
    }
    Blobs.force(depot.store(), stored.get().blobs().keySet());
    if (BundleFolder.mend(stored.get(), bundles.folder(name))) {
      tell("bundles/" + name);
    }
  }

  /** As its folder says, or, where that is damaged, as the parcel said that brought it. */
  private Optional<StoredBundle> stored(String name) {
    try {
      return Optional.of(bundles.stored(name));
    } catch (FerryException damaged) {
      return bundles.findRoot(name).flatMap(root -> carried(name, root));
    }
  }

  private Optional<StoredBundle> carried(String name, Digest digest) {
    for (Goods goods : new HeldGoods(depot).all()) {
      for (Root root : goods.roots()) {
        if (root instanceof Root.Bundle bundle && bundle.digest().equals(digest)) {
          SortedMap<String, Digest> outer = new TreeMap<>();
          bundle.files().forEach(file -> outer.put(file.path(), file.digest()));
          try {
            return Optional.of(
                StoredBundle.of(depot.store(), bundles.folder(name), bundle.form(), outer));
          } catch (FerryException absent) {
            // Another parcel may have carried it with other evidence.
          }
        }
      }
    }
    return Optional.empty();
  }

  private void images(Collection<Digest> came) {
    Images images = new Images(depot);
    for (String name : images.names()) {
      try {
        Optional<KeptImage> image = images.find(name);
        if (image.isPresent() && came.contains(image.get().recipe()) && images.mend(image.get())) {
          tell("images/" + name);
        }
      } catch (FerryException unreadable) {
        // Its record is damaged: the parcel that brings the image makes both anew.
      }
    }
  }

  private void files(Collection<Digest> came) {
    PlainFiles files = new PlainFiles(depot);
    for (Map.Entry<String, Digest> file : files.remembered().entrySet()) {
      if (came.contains(file.getValue()) && files.mend(file.getKey(), file.getValue())) {
        tell("files/" + file.getKey());
      }
    }
  }

  private void tell(String what) {
    mended.add(Text.of("`%s` was damaged and is put right", "`%s` 曾损坏，现已修复", what));
  }
}
