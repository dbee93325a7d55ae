package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Images;
import dev.ferry.carry.depot.PlainFiles;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides what becomes of the bundles, images and files of a parcel, and has them made. */
final class RootPlaces {
  /** Does the work for one thing that can be made. */
  private interface Work {
    RootState of(Root root);
  }

  private final Depot depot;
  private final Stock stock;
  private final Contents contents;
  private final Goods goods;
  private final Naming naming;
  private final List<Text> reasons = new ArrayList<>();
  private final List<Root> open = new ArrayList<>();
  private OptionalLong later = OptionalLong.empty();
  private boolean refused;
  private boolean named;

  RootPlaces(Depot depot, Stock stock, Contents contents, Naming naming) {
    this.depot = depot;
    this.stock = stock;
    this.contents = contents;
    this.goods = contents.goods();
    this.naming = naming;
  }

  /** Makes all that can be made. */
  Placed place() {
    RootMaker maker = new RootMaker(depot, goods);
    return each(root -> maker.make(root, naming.name(root)));
  }

  /** What would become of each; names that would be given count from then on. */
  Placed tried() {
    return each(
        root -> {
          boolean here = stock.holder(Naming.kind(root), naming.name(root)).isPresent();
          stock.name(Naming.kind(root), naming.name(root), root.digest());
          return here ? RootState.PRESENT : RootState.KEPT;
        });
  }

  /** Bundles first: an image waits for the one that it is made from. */
  private Placed each(Work work) {
    Map<Root, RootState> states = new HashMap<>();
    for (boolean bundles : new boolean[] {true, false}) {
      for (Root root : goods.roots()) {
        if (root instanceof Root.Bundle == bundles) {
          states.put(root, state(root, work));
        }
      }
    }
    List<RootReceipt> roots =
        goods.roots().stream()
            .map(
                root ->
                    new RootReceipt(
                        Naming.kind(root),
                        naming.name(root),
                        root.digest(),
                        states.getOrDefault(root, RootState.WAITING)))
            .toList();
    return new Placed(roots, open, refused, named, refused ? OptionalLong.empty() : later, reasons);
  }

  private RootState state(Root root, Work work) {
    Optional<FerryException> taken =
        stock.findRefusal(Naming.kind(root), naming.name(root), root.digest());
    if (taken.isPresent()) {
      return taken(root, taken.get());
    }
    if (!absent(root).isEmpty() || isWithoutBundle(root)) {
      open.add(root);
      return RootState.WAITING;
    }
    try {
      return work.of(root);
    } catch (FerryException wrong) {
      return refused(root, wrong);
    }
  }

  /** What came with a later parcel keeps its name; else a person has to give another. */
  private RootState taken(Root root, FerryException taken) {
    RootKind kind = Naming.kind(root);
    String name = naming.name(root);
    Optional<Digest> there = stock.holder(kind, name);
    OptionalLong newer =
        there.isEmpty()
            ? OptionalLong.empty()
            : new ParcelHistory(depot).findLater(contents.name(), kind, name, there.get());
    if (newer.isEmpty()) {
      named = true;
      return refused(root, taken);
    }
    later = newer;
    return RootState.REFUSED;
  }

  private RootState refused(Root root, FerryException why) {
    if (why.failure() == Failure.ENVIRONMENT || why.failure() == Failure.INTERNAL) {
      throw why;
    }
    reasons.add(why.text());
    open.add(root);
    refused = true;
    return RootState.REFUSED;
  }

  /** Numbers that a root needs and the depot lacks. */
  List<Integer> absent(Root root) {
    return root.needs().stream().filter(number -> !stock.has(goods.blob(number))).boxed().toList();
  }

  private boolean isWithoutBundle(Root root) {
    boolean without = root instanceof Root.Image image && !stock.hasBundle(image.bundle());
    if (without && root instanceof Root.Image image) {
      reasons.add(
          Text.of(
              "`%s` is made from the bundle `%s`, which is not here: bring it",
              "`%s` 由包 `%s` 制作，该包不在仓库中：请带来", image.name(), image.bundle()));
    }
    return without;
  }

  /** Whether everything is kept already, under the names that are wanted. */
  boolean isWhole() {
    if (goods.roots().isEmpty()) {
      return goods.items().stream().allMatch(item -> stock.has(item.blob()));
    }
    return goods.roots().stream().allMatch(root -> absent(root).isEmpty() && isPlaced(root));
  }

  /** Whether the depot keeps the same: under the name that was given now, or whatever name. */
  private boolean isPlaced(Root root) {
    if (naming.isRenamed(root)) {
      return stock.holder(Naming.kind(root), naming.name(root)).equals(Optional.of(root.digest()));
    }
    return switch (root) {
      case Root.Bundle bundle -> stock.hasBundle(bundle.digest());
      case Root.Image image -> {
        Images images = new Images(depot);
        yield images.names().stream()
            .flatMap(name -> images.find(name).stream())
            .anyMatch(kept -> kept.recipe().equals(image.digest()));
      }
      case Root.File file -> new PlainFiles(depot).digests().containsValue(file.digest());
    };
  }
}
