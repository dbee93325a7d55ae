package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Bundles;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Images;
import dev.ferry.carry.depot.KeptImage;
import dev.ferry.carry.depot.PlainFiles;
import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a depot has: blobs, and names of things. In a trial also what it would have got by then;
 * that is remembered here, and nothing is written.
 */
final class Stock {
  private final Depot depot;
  private final Set<Digest> coming = new HashSet<>();
  private final Map<String, Digest> named = new HashMap<>();

  Stock(Depot depot) {
    this.depot = depot;
  }

  boolean has(Blob blob) {
    return coming.contains(blob.digest())
        || depot.store().find(blob.digest(), blob.size()).isPresent();
  }

  boolean has(Digest digest) {
    return coming.contains(digest) || depot.store().find(digest).isPresent();
  }

  /** In a trial: a blob would be here from now on. */
  void bring(Digest digest) {
    coming.add(digest);
  }

  /** In a trial: something would have a name from now on. */
  void name(RootKind kind, String name, Digest digest) {
    named.put(key(kind, name), digest);
  }

  /** What has a name. */
  Optional<Digest> holder(RootKind kind, String name) {
    Digest soon = named.get(key(kind, name));
    return soon != null
        ? Optional.of(soon)
        : switch (kind) {
          case BUNDLE -> {
            Bundles bundles = new Bundles(depot);
            yield bundles.findTaken(name).flatMap(bundles::findRoot);
          }
          case IMAGE -> new Images(depot).find(name).map(KeptImage::recipe);
          case FILE -> new PlainFiles(depot).find(name);
        };
  }

  /** Why a thing cannot have a name; nothing where it can, or has it. */
  Optional<FerryException> findRefusal(RootKind kind, String name, Digest digest) {
    Digest soon = named.get(key(kind, name));
    try {
      if (soon != null && !soon.equals(digest)) {
        throw Images.taken(name, soon, digest);
      }
      switch (kind) {
        case BUNDLE -> new Bundles(depot).requireFree(name, digest);
        case IMAGE -> new Images(depot).requireFree(name, digest);
        case FILE -> new PlainFiles(depot).requireFree(name, digest);
      }
      return Optional.empty();
    } catch (FerryException taken) {
      return Optional.of(taken);
    }
  }

  /** Whether a bundle is here under whatever name. */
  boolean hasBundle(Digest root) {
    Bundles bundles = new Bundles(depot);
    return named.entrySet().stream()
            .anyMatch(one -> one.getKey().startsWith("bundle ") && one.getValue().equals(root))
        || bundles.names().stream()
            .anyMatch(name -> bundles.findRoot(name).equals(Optional.of(root)));
  }

  private static String key(RootKind kind, String name) {
    return kind.id() + " " + name.toLowerCase(Locale.ROOT);
  }
}
