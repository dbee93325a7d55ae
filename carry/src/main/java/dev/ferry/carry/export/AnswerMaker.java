package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.ledger.SiteLedger;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the parcel of single blobs that were asked for. All come whole: a site that lacks a base is
 * not the place for another guess. It has no roots; the parcel that waits for the blobs has them.
 */
final class AnswerMaker {
  private final Asked asked;
  private final List<Asked.One> lost;
  private final SiteLedger ledger;
  private final Sources sources;

  /**
   * @param lost parcels whose parts cannot be made the same again
   */
  AnswerMaker(Asked asked, List<Asked.One> lost, SiteLedger ledger, Sources sources) {
    this.asked = asked;
    this.lost = lost;
    this.ledger = ledger;
    this.sources = sources;
  }

  /** The record, not cut yet; nothing where no single blob is asked for. */
  Optional<ParcelRecord> find(PartOptions options) {
    Map<Digest, Blob> blobs = new LinkedHashMap<>();
    asked.wanted().forEach(one -> blobs(one, blobs));
    lost.forEach(one -> whole(one.record().goods(), blobs));
    if (blobs.isEmpty()) {
      return Optional.empty();
    }
    Digest intent =
        Digest.of(
            CanonicalJson.bytes(
                Map.of(
                    "answer", blobs.keySet().stream().map(Digest::toString).sorted().toList(),
                    "partSize", options.partSize(),
                    "parity", options.parityPercent(),
                    "suffix", options.suffix())));
    List<ParcelRecord> records = ledger.records();
    return records.stream()
        .filter(record -> record.intent().equals(intent))
        .findFirst()
        .or(() -> Optional.of(record(List.copyOf(blobs.values()), options, intent, records)));
  }

  private ParcelRecord record(
      List<Blob> blobs, PartOptions options, Digest intent, List<ParcelRecord> records) {
    Goods first = asked.wanted().get(0).record().goods();
    int number = records.stream().mapToInt(ParcelRecord::number).max().orElse(0) + 1;
    Goods goods =
        new Goods(
            first.exporter(),
            first.site(),
            number,
            Optional.empty(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            List.of(),
            List.of(),
            blobs.stream().map(Item::whole).toList());
    return new ParcelRecord(goods, options, Optional.empty(), intent, List.of());
  }

  private void blobs(Asked.One one, Map<Digest, Blob> blobs) {
    Goods goods = one.record().goods();
    one.blobs().stream()
        .forEach(
            number -> {
              Blob blob = goods.blob(number);
              if (sources.find(blob.digest(), blob.size()).isPresent()) {
                blobs.put(blob.digest(), blob);
              } else {
                instead(goods, number, blobs);
              }
            });
  }

  /** Everything of a parcel; where something is gone, the largest of it says best what it was. */
  private void whole(Goods goods, Map<Digest, Blob> blobs) {
    goods.items().stream()
        .map(Item::blob)
        .filter(blob -> sources.find(blob.digest(), blob.size()).isEmpty())
        .max(Comparator.comparingLong(Blob::size))
        .ifPresent(
            blob -> {
              throw Sources.absent(blob.shown());
            });
    goods.items().forEach(item -> take(item.blob(), blobs));
  }

  /** Where a base is no longer here, what was made of it comes whole. */
  private void instead(Goods goods, int number, Map<Digest, Blob> blobs) {
    List<Blob> made =
        goods.items().stream()
            .filter(item -> item.bases().contains(number))
            .map(Item::blob)
            .toList();
    boolean needed = goods.roots().stream().anyMatch(root -> root.needs().contains(number));
    if (needed || made.isEmpty()) {
      throw Sources.absent(goods.blob(number).shown());
    }
    made.forEach(blob -> take(blob, blobs));
  }

  private void take(Blob blob, Map<Digest, Blob> blobs) {
    if (sources.find(blob.digest(), blob.size()).isEmpty()) {
      throw Sources.absent(blob.shown());
    }
    blobs.put(blob.digest(), blob);
  }
}
