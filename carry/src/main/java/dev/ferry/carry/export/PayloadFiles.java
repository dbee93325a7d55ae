package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.parcel.Item;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.carry.parcel.ParcelPlanner;
import dev.ferry.model.Progress;
import dev.ferry.oci.archive.Extent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the files that a recorded parcel's payload consists of, and cuts it. */
final class PayloadFiles {
  private final Sources sources;
  private final DeltaCache cache;
  private final Progress progress;

  PayloadFiles(Sources sources, Progress progress) {
    this.sources = sources;
    this.cache = new DeltaCache(sources.store());
    this.progress = progress;
  }

  /**
   * The parcel, byte for byte as it was.
   *
   * @return nothing where that cannot be: bytes are gone, or a delta was lost and comes out
   *     differently now
   */
  Optional<ParcelPlan> cut(ParcelRecord record) {
    List<Item> files = new ArrayList<>();
    Goods goods = record.goods();
    for (dev.ferry.carry.goods.Item item : goods.items()) {
      Optional<Item> file = file(goods, item);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      files.add(file.get());
    }
    ParcelPlan plan =
        ParcelPlanner.plan(files, goods.bytes(), record.options(), progress)
            .describedBy(ContentLines.of(goods));
    boolean same = record.parcel().map(id -> id.equals(plan.id().hex())).orElse(true);
    return same ? Optional.of(plan) : Optional.empty();
  }

  private Optional<Item> file(Goods goods, dev.ferry.carry.goods.Item item) {
    Blob blob = item.blob();
    if (item.form() == dev.ferry.carry.goods.Item.Form.DELTA) {
      Blob old = goods.blob(item.bases().stream().findFirst().orElseThrow());
      return delta(old, blob)
          .filter(delta -> DeltaCache.size(delta) == item.length())
          .map(delta -> new Item(delta, 0, item.length()));
    }
    if (sources.find(blob.digest(), blob.size()).isEmpty()) {
      return Optional.empty();
    }
    Extent at = sources.verified(blob.digest(), blob.size(), blob.shown());
    return Optional.of(new Item(at.file(), at.offset(), at.size()));
  }

  private Optional<Path> delta(Blob old, Blob fresh) {
    Optional<Path> kept = cache.find(old.digest(), fresh.digest());
    boolean here =
        sources.find(old.digest(), old.size()).isPresent()
            && sources.find(fresh.digest(), fresh.size()).isPresent();
    return kept.isPresent() || !here ? kept : cache.delta(known(old), known(fresh), progress);
  }

  private DeltaCache.Known known(Blob blob) {
    Extent at = sources.verified(blob.digest(), blob.size(), blob.shown());
    return new DeltaCache.Known(sources.file(at, blob.digest()), blob.digest());
  }
}
