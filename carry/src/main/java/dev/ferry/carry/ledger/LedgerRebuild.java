package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.ExporterId;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.parcel.ParcelManifest;
import dev.ferry.carry.parcel.ParcelScan;
import dev.ferry.carry.parcel.PartLayout;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Enters parcels of which copies were kept into a ledger that was lost. */
public final class LedgerRebuild {
  /** What the cutter leaves free for digits, and for each slice's digest in parts of parity. */
  private static final int SPARE = 512;

  private static final int DIGEST = 32;

  private final ExportLedger ledgers;

  public LedgerRebuild(ExportLedger ledgers) {
    this.ledgers = ledgers;
  }

  /**
   * Enters every parcel whose manifest is found; one that the ledger has already stays as it is.
   *
   * @param places folders or part files
   * @return what was entered
   * @throws FerryException of kind REFUSED for parcels of another connected side, and where there
   *     is none
   */
  public List<ParcelRecord> rebuild(List<Path> places) {
    List<ParcelRecord> entered = new ArrayList<>();
    List<FoundParcel> parcels = ParcelScan.scan(places).parcels();
    if (parcels.stream().allMatch(parcel -> parcel.findManifest().isEmpty())) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "No parcel can be entered again: none of its parts with a table of contents is in %s",
              "没有可重新登记的包裹：在 %s 中未找到带目录的分卷",
              places.stream().map(place -> "`" + place + "`").collect(Collectors.joining(", "))));
    }
    for (FoundParcel parcel : parcels) {
      for (ParcelManifest manifest : parcel.findManifest().stream().toList()) {
        Goods goods = Goods.parse("parcel " + parcel.id(), manifest.goods());
        take(goods.exporter());
        SiteLedger ledger = ledgers.site(goods.site());
        if (ledger.find(goods.number()).isEmpty()) {
          ParcelRecord record = record(goods, manifest, parcel.files());
          ledger.save(record);
          entered.add(record);
        }
      }
    }
    return entered;
  }

  private void take(ExporterId exporter) {
    Optional<ExporterId> known = ledgers.findExporter();
    if (known.isEmpty()) {
      ledgers.become(exporter);
    } else if (!known.get().equals(exporter)) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of(
              "The parcel was made by another connected side: `%s`, this one is `%s`",
              "该包裹由另一个联网端生成：`%s`，本端为 `%s`", exporter, known.get()));
    }
  }

  private static ParcelRecord record(Goods goods, ParcelManifest manifest, List<Path> files) {
    Digest intent = Digest.of(manifest.bytes());
    return new ParcelRecord(
        goods,
        options(manifest.layout(), files),
        Optional.of(manifest.id().hex()),
        intent,
        List.of());
  }

  /**
   * Options that cut the same: the largest file is the part size that was meant, or less by what
   * the cutter leaves free.
   */
  private static PartOptions options(PartLayout layout, List<Path> files) {
    long largest = layout.partSize();
    for (Path file : files) {
      try {
        largest = Math.max(largest, Files.size(file));
      } catch (IOException failure) {
        throw DiskFailure.of(failure, file);
      }
    }
    largest += SPARE + DIGEST * (layout.partSize() / PartLayout.SLICE);
    int percent = 0;
    while ((layout.dataParts() * (long) percent + 99) / 100 < layout.parityParts()) {
      percent++;
    }
    return new PartOptions(largest, percent, layout.suffix());
  }
}
