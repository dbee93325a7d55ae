package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Blobs;
import dev.ferry.carry.depot.Bundles;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Images;
import dev.ferry.carry.depot.KeptImage;
import dev.ferry.carry.depot.PlainFiles;
import dev.ferry.carry.depot.StoredBundle;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.image.base.Bases;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes the bundles, images and files of a parcel of blobs that the depot has. */
final class RootPlaces {
  private final Depot depot;
  private final Goods goods;
  private final Optional<String> as;
  private final List<Text> reasons = new ArrayList<>();

  RootPlaces(Depot depot, Goods goods, Optional<String> as) {
    this.depot = depot;
    this.goods = goods;
    this.as = as;
  }

  /** Why some were refused. */
  List<Text> reasons() {
    return reasons;
  }

  /** What becomes of each, in their order. */
  List<RootReceipt> place() {
    return goods.roots().stream().map(this::place).toList();
  }

  private RootReceipt place(Root root) {
    RootState state;
    try {
      state = absent(root).isEmpty() ? make(root) : waiting(root);
    } catch (FerryException refused) {
      if (refused.failure() == Failure.ENVIRONMENT || refused.failure() == Failure.INTERNAL) {
        throw refused;
      }
      reasons.add(refused.text());
      state = RootState.REFUSED;
    }
    return new RootReceipt(kind(root), name(root), root.digest(), state);
  }

  /** A name that is taken is said at once, not when the rest has come. */
  private RootState waiting(Root root) {
    if (root instanceof Root.Bundle) {
      new Bundles(depot).requireFree(name(root), root.digest());
    }
    return RootState.WAITING;
  }

  /** Numbers that a root needs and the depot lacks. */
  List<Integer> absent(Root root) {
    return root.needs().stream()
        .filter(
            number ->
                depot
                    .store()
                    .find(goods.blob(number).digest(), goods.blob(number).size())
                    .isEmpty())
        .boxed()
        .toList();
  }

  /** Whether the depot keeps the same under whatever name. */
  boolean isPlaced(Root root) {
    return switch (root) {
      case Root.Bundle bundle -> {
        Bundles bundles = new Bundles(depot);
        yield bundles.names().stream()
            .anyMatch(name -> bundles.findRoot(name).equals(Optional.of(bundle.digest())));
      }
      case Root.Image image -> {
        Images images = new Images(depot);
        yield images.names().stream()
            .flatMap(name -> images.find(name).stream())
            .anyMatch(kept -> kept.recipe().equals(image.digest()));
      }
      case Root.File file -> new PlainFiles(depot).digests().containsValue(file.digest());
    };
  }

  private RootState make(Root root) {
    return switch (root) {
      case Root.Bundle bundle -> bundle(bundle);
      case Root.Image image -> image(image);
      case Root.File file -> file(file);
    };
  }

  private RootState bundle(Root.Bundle root) {
    TreeMap<String, Digest> outer = new TreeMap<>();
    root.files().forEach(file -> outer.put(file.path(), file.digest()));
    Blobs.put(depot.store(), StoredBundle.markerBytes());
    Bundles bundles = new Bundles(depot);
    StoredBundle stored =
        StoredBundle.of(depot.store(), bundles.folder(name(root)), root.form(), outer);
    if (!stored.bundle().root().equals(root.digest())) {
      throw unlike(root, stored.bundle().root());
    }
    if (!stored.absent().isEmpty()) {
      throw unlike(root, stored.absent().get(0));
    }
    return bundles.place(name(root), stored);
  }

  private RootState image(Root.Image root) {
    Set<Digest> blobs = new HashSet<>();
    root.needs().stream().forEach(number -> blobs.add(goods.blob(number).digest()));
    if (!blobs.contains(root.digest()) || !blobs.containsAll(root.bases())) {
      throw unlike(root, root.digest());
    }
    Blobs.force(depot.store(), blobs);
    for (Digest base : root.bases()) {
      Bases.of(depot.store()).adopt(base);
    }
    KeptImage image =
        new KeptImage(
            name(root),
            root.digest(),
            root.bundle(),
            root.bases(),
            blobs.stream().sorted().toList());
    return new Images(depot).place(image) ? RootState.KEPT : RootState.PRESENT;
  }

  private RootState file(Root.File root) {
    if (depot.store().find(root.digest()).isEmpty()) {
      throw unlike(root, root.digest());
    }
    Blobs.force(depot.store(), List.of(root.digest()));
    return new PlainFiles(depot).place(name(root), root.digest())
        ? RootState.KEPT
        : RootState.PRESENT;
  }

  private static FerryException unlike(Root root, Digest got) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot make `%s` of the parcel: its list lacks or differs in `%s`, want `%s`",
            "无法由包裹重建 `%s`：其清单缺少或不符 `%s`，应为 `%s`", root.name(), got, root.digest()));
  }

  /** Another name is given to the only bundle, or to the only thing. */
  private String name(Root root) {
    long bundles = goods.roots().stream().filter(one -> one instanceof Root.Bundle).count();
    boolean meant = goods.roots().size() == 1 || (bundles == 1 && root instanceof Root.Bundle);
    return meant ? as.orElse(root.name()) : root.name();
  }

  private static RootKind kind(Root root) {
    return switch (root) {
      case Root.Bundle bundle -> RootKind.BUNDLE;
      case Root.Image image -> RootKind.IMAGE;
      case Root.File file -> RootKind.FILE;
    };
  }
}
