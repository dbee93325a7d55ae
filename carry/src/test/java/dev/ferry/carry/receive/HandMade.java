package dev.ferry.carry.receive;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.ExporterId;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.carry.parcel.ParcelPlanner;
import dev.ferry.carry.parcel.ParcelWriter;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Parcels of which a test says every blob and thing, true or not. */
final class HandMade {
  static final ExporterId EXPORTER = new ExporterId("0123456789abcdef".repeat(2));

  private final Path folder;
  private final int number;
  private Optional<SiteName> site = Optional.empty();
  private ExporterId exporter = EXPORTER;
  private final List<Blob> held = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<dev.ferry.carry.parcel.Item> payload = new ArrayList<>();
  private final List<Root> roots = new ArrayList<>();

  private HandMade(Path folder, int number) {
    this.folder = folder;
    this.number = number;
  }

  /** A parcel whose parts come into a folder. */
  static HandMade in(Path folder, int number) {
    return new HandMade(folder, number);
  }

  HandMade site(String name) {
    site = Optional.of(new SiteName(name));
    return this;
  }

  HandMade exporter(char digit) {
    exporter = new ExporterId(String.valueOf(digit).repeat(32));
    return this;
  }

  private static Blob blob(byte[] bytes) {
    return new Blob(Digest.of(bytes), bytes.length, Optional.empty());
  }

  /** A blob that the far side is believed to have; before all items. */
  HandMade held(byte[] bytes) {
    held.add(blob(bytes));
    return this;
  }

  HandMade item(byte[] bytes) {
    items.add(Item.whole(blob(bytes)));
    return carried(bytes);
  }

  /** Something that says it is a delta against a number. */
  HandMade delta(byte[] fresh, byte[] delta, int base) {
    items.add(Item.delta(blob(fresh), delta.length, base));
    return carried(delta);
  }

  private HandMade carried(byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder.getParent(), "payload", ".bin");
      Files.write(file, bytes);
      payload.add(new dev.ferry.carry.parcel.Item(file, 0, bytes.length));
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A file of which the bytes are the last item. */
  HandMade file(String name, byte[] bytes) {
    return item(bytes).root(new Root.File(name, Digest.of(bytes), Numbers.of(last())));
  }

  HandMade root(Root root) {
    roots.add(root);
    return this;
  }

  /** The number of the last item. */
  int last() {
    return held.size() + items.size() - 1;
  }

  /** All numbers. */
  Numbers all() {
    return Numbers.of(IntStream.rangeClosed(0, last()).boxed().toList());
  }

  /** Writes it whole; the folder. */
  Path write() {
    return write(PartOptions.DEFAULT_PART_SIZE);
  }

  Path write(long partSize) {
    return write(new PartOptions(partSize, 0, "FRY"));
  }

  Path write(PartOptions options) {
    Goods goods =
        new Goods(
            exporter,
            site,
            number,
            Optional.empty(),
            Instant.parse("2026-11-21T22:00:00Z"),
            roots,
            held,
            items);
    ParcelPlan plan = ParcelPlanner.plan(payload, goods.bytes(), options, Progress.NONE);
    ParcelWriter.write(plan, folder, Progress.NONE);
    return folder;
  }
}
