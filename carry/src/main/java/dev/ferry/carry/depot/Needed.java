package dev.ferry.carry.depot;

import dev.ferry.carry.goods.Goods;
import dev.ferry.image.base.Bases;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which blobs something in a depot needs. */
final class Needed {
  private final Depot depot;
  private final Set<Digest> digests = new HashSet<>();

  private Needed(Depot depot) {
    this.depot = depot;
  }

  /**
   * The blobs of every bundle, image and file, and of every parcel that is not finished.
   *
   * @throws FerryException where one of them cannot be read, so that nobody knows what it needs
   */
  static Set<Digest> of(Depot depot, Set<String> dropped) {
    Needed needed = new Needed(depot);
    needed.digests.add(StoredBundle.marker());
    needed.bundles(dropped);
    needed.images(dropped);
    new PlainFiles(depot)
        .digests()
        .forEach(
            (name, digest) -> {
              if (!dropped.contains(name)) {
                needed.digests.add(digest);
              }
            });
    needed.parcels();
    return needed.digests;
  }

  private void bundles(Set<String> dropped) {
    Bundles bundles = new Bundles(depot);
    for (String name : bundles.names()) {
      if (!dropped.contains(name)) {
        try {
          digests.addAll(bundles.stored(name).blobs().keySet());
        } catch (FerryException damaged) {
          throw unknown(name, damaged);
        }
      }
    }
  }

  private void images(Set<String> dropped) {
    Images images = new Images(depot);
    for (String name : images.names()) {
      if (!dropped.contains(name)) {
        KeptImage image = images.find(name).orElseThrow();
        digests.add(image.recipe());
        digests.addAll(image.bases());
        digests.addAll(image.blobs());
        image.bases().forEach(this::base);
      }
    }
  }

  /** Layers of a base, as they were given and as tars: an image is made of the tars. */
  private void base(Digest record) {
    Bases.of(depot.store())
        .findCarried(record)
        .ifPresent(
            base ->
                base.layers()
                    .forEach(layer -> digests.addAll(List.of(layer.blob(), layer.diffId()))));
  }

  /** What arrived of a parcel, and what it will be made against, stays until it is finished. */
  private void parcels() {
    HeldGoods held = new HeldGoods(depot);
    for (String parcel : held.waiting()) {
      Optional<Goods> goods = held.find(parcel);
      goods.ifPresent(
          known -> {
            for (int i = 0; i < known.count(); i++) {
              digests.add(known.blob(i).digest());
            }
          });
    }
  }

  private static FerryException unknown(String name, FerryException damaged) {
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot tell what the bundle `%s` needs: %s",
                "无法判断包 `%s` 需要什么：%s", name, damaged.text()),
            damaged)
        .hint(
            Text.of(
                "`ferry fsck` says what to bring again; `--drop %s` gives the bundle up",
                "`ferry fsck` 会说明需要重新带来什么；`--drop %s` 放弃该包", name));
  }
}
