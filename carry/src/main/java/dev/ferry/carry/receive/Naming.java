package dev.ferry.carry.receive;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.inventory.RootKind;
import java.util.Optional;

/** What the things of a parcel are called in this depot. */
final class Naming {
  private final Goods goods;
  private final Optional<String> as;

  /**
   * @param as another name that a person gave to the one thing that comes
   */
  Naming(Goods goods, Optional<String> as) {
    this.goods = goods;
    this.as = as;
  }

  /** Another name is given to the only bundle, or to the only thing. */
  String name(Root root) {
    return isMeant(root) ? as.orElse(root.name()) : root.name();
  }

  /** Whether a person gave this thing another name. */
  boolean isRenamed(Root root) {
    return as.isPresent() && isMeant(root);
  }

  private boolean isMeant(Root root) {
    return findMeant(goods).equals(Optional.of(root));
  }

  /** What another name would be given to; nothing where a parcel brings nothing, or several. */
  static Optional<Root> findMeant(Goods goods) {
    if (goods.roots().size() == 1) {
      return Optional.of(goods.roots().get(0));
    }
    var bundles = goods.roots().stream().filter(one -> one instanceof Root.Bundle).toList();
    return bundles.size() == 1 ? Optional.of(bundles.get(0)) : Optional.empty();
  }

  static RootKind kind(Root root) {
    return switch (root) {
      case Root.Bundle bundle -> RootKind.BUNDLE;
      case Root.Image image -> RootKind.IMAGE;
      case Root.File file -> RootKind.FILE;
    };
  }
}
