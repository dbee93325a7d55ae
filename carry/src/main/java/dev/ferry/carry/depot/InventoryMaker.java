package dev.ferry.carry.depot;

import dev.ferry.bundle.layout.BundleTypes;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.carry.inventory.BlobKind;
import dev.ferry.carry.inventory.Confirmed;
import dev.ferry.carry.inventory.HeldBlob;
import dev.ferry.carry.inventory.HeldRoot;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.filename.WheelFilename;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes down what a depot has. */
public final class InventoryMaker {
  private final Depot depot;
  private final List<String> names;
  private final List<PathMatcher> patterns;
  private final Map<Digest, HeldBlob> known = new HashMap<>();
  private final List<HeldRoot> roots = new ArrayList<>();

  private InventoryMaker(Depot depot, List<String> names) {
    this.depot = depot;
    this.names = names;
    this.patterns =
        names.stream()
            .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
            .toList();
  }

  /**
   * The inventory of a depot that the caller has locked.
   *
   * @param names patterns of names that are let out, {@code paddle*}; empty for everything
   * @param progress is told of bundles that are not whole, which are left out
   */
  public static Inventory make(Depot depot, List<String> names, Progress progress) {
    InventoryMaker maker = new InventoryMaker(depot, names);
    maker.bundles(progress);
    maker.others();
    return maker.inventory();
  }

  private void bundles(Progress progress) {
    Bundles bundles = new Bundles(depot);
    for (String name : bundles.names()) {
      try {
        StoredBundle bundle = bundles.stored(name);
        bundle.blobs().forEach((digest, size) -> know(digest, size, BlobKind.DOCUMENT, ""));
        bundle.bundle().pieces().forEach(this::piece);
        if (bundle.absent().isEmpty()) {
          roots.add(new HeldRoot(RootKind.BUNDLE, name, bundle.bundle().root()));
        }
      } catch (FerryException damaged) {
        progress.warn(damaged.text());
      }
    }
  }

  private void piece(Piece piece) {
    if (piece.mediaType().equals(BundleTypes.WHEEL)) {
      String file = piece.path().substring(piece.path().lastIndexOf('/') + 1);
      known.put(piece.digest(), wheel(piece, file));
    } else {
      know(piece.digest(), piece.size(), kind(piece), piece.path());
    }
  }

  private static HeldBlob wheel(Piece piece, String file) {
    return WheelFilename.findWheel(file)
        .map(
            name ->
                new HeldBlob(
                    piece.digest(),
                    piece.size(),
                    BlobKind.WHEEL,
                    name.name().toString(),
                    name.version().toString(),
                    tags(file)))
        .orElseGet(() -> HeldBlob.of(piece.digest(), piece.size(), BlobKind.FILE, piece.path()));
  }

  /** The last three words of a wheel's name (PEP 427), as they stand there. */
  private static String tags(String file) {
    String[] words = file.substring(0, file.length() - ".whl".length()).split("-", -1);
    int last = words.length;
    return words[last - 3] + "-" + words[last - 2] + "-" + words[last - 1];
  }

  private static BlobKind kind(Piece piece) {
    return piece.isCargo() ? BlobKind.FILE : BlobKind.DOCUMENT;
  }

  private void know(Digest digest, long size, BlobKind kind, String name) {
    HeldBlob there = known.get(digest);
    if (there == null || there.name().isEmpty()) {
      known.put(digest, HeldBlob.of(digest, size, kind, name));
    }
  }

  private void others() {
    Images images = new Images(depot);
    for (String name : images.names()) {
      images
          .find(name)
          .ifPresent(
              image -> {
                roots.add(new HeldRoot(RootKind.IMAGE, name, image.recipe()));
                image.blobs().forEach(blob -> know(blob, 0, BlobKind.LAYER, "images/" + name));
                know(image.recipe(), 0, BlobKind.DOCUMENT, "images/" + name + Images.RECIPE);
              });
    }
    new PlainFiles(depot)
        .digests()
        .forEach(
            (name, digest) -> {
              roots.add(new HeldRoot(RootKind.FILE, name, digest));
              know(digest, 0, BlobKind.FILE, name);
            });
  }

  private Inventory inventory() {
    List<HeldBlob> blobs = new ArrayList<>();
    StoreWalk.blobs(depot.store())
        .forEach(
            (digest, file) -> {
              if (depot.store().find(digest, file.size()).isPresent()) {
                HeldBlob what =
                    known.getOrDefault(digest, HeldBlob.of(digest, file.size(), BlobKind.FILE, ""));
                if (isLetOut(what.name())) {
                  blobs.add(sized(what, file.size()));
                }
              }
            });
    Ledger.Content ledger = depot.ledger().read();
    roots.sort(Comparator.comparing(HeldRoot::kind).thenComparing(HeldRoot::name));
    return new Inventory(
        depot.id(),
        ledger.lines(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        names,
        roots.stream().filter(root -> isLetOut(root.name())).toList(),
        blobs,
        confirmed(ledger));
  }

  private static HeldBlob sized(HeldBlob blob, long size) {
    return new HeldBlob(blob.digest(), size, blob.kind(), blob.name(), blob.version(), blob.tags());
  }

  private boolean isLetOut(String name) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> pattern.matches(Path.of(name.replace('/', '-'))));
  }

  private static List<Confirmed> confirmed(Ledger.Content ledger) {
    SortedMap<String, SortedSet<Long>> numbers = new TreeMap<>();
    Map<String, ParcelName> rows = new HashMap<>();
    for (LedgerEntry entry : ledger.entries()) {
      if (entry.parcel().isPresent() && entry.result() == ImportResult.COMPLETE) {
        ParcelName parcel = entry.parcel().get();
        String row = parcel.exporter() + " " + parcel.site();
        rows.putIfAbsent(row, parcel);
        numbers.computeIfAbsent(row, key -> new TreeSet<>()).add(parcel.number());
      }
    }
    return numbers.entrySet().stream()
        .map(
            row -> {
              ParcelName parcel = Objects.requireNonNull(rows.get(row.getKey()));
              return new Confirmed(
                  parcel.exporter(), parcel.site(), NumberRange.of(row.getValue()));
            })
        .toList();
  }
}
