package dev.ferry.carry.depot;

import dev.ferry.carry.goods.Goods;
import dev.ferry.model.FerryException;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What parcels say that they hold. The goods of each parcel are kept beside its receipt, so that
 * what is lost later can be asked for by its number in the parcel that brought it.
 */
public final class HeldGoods {
  private static final String GOODS = ".goods.json";
  private static final Pattern PARCEL = Pattern.compile("[0-9a-f]{32}");

  private final Depot depot;

  public HeldGoods(Depot depot) {
    this.depot = depot;
  }

  /** Parcels of which parts are held, in order. */
  public List<String> waiting() {
    return Depot.names(depot.parcels()).stream()
        .filter(name -> PARCEL.matcher(name).matches())
        .toList();
  }

  /** Where the parts of a parcel are held. */
  public Path parts(String parcel) {
    return depot.parcels().resolve(parcel);
  }

  /** Remembers the goods of a parcel. */
  public void keep(String parcel, byte[] goods) {
    Path file = file(parcel);
    try {
      Files.createDirectories(depot.receipts());
      if (!Files.isRegularFile(file)) {
        Durable.write(file, goods);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** The goods of a parcel that was here once. */
  public Optional<Goods> find(String parcel) {
    Path file = file(parcel);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > Goods.LARGEST) {
        return Optional.empty();
      }
      return Optional.of(Goods.parse(file.toString(), Files.readAllBytes(file)));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** The goods of every parcel that was here once, as far as they can be read. */
  List<Goods> all() {
    List<Goods> all = new ArrayList<>();
    for (String name : Depot.names(depot.receipts())) {
      if (name.endsWith(GOODS)) {
        try {
          find(name.substring(0, name.length() - GOODS.length())).ifPresent(all::add);
        } catch (FerryException damaged) {
          // What the depot remembers of one parcel says nothing of the others.
        }
      }
    }
    return all;
  }

  private Path file(String parcel) {
    return depot.receipts().resolve(parcel + GOODS);
  }
}
