package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads and writes records of parcels ({@code docs/formats/export-ledger.md}). */
final class RecordFile {
  static final int LIMIT = 4 << 20;

  private static final int FORMAT = 1;
  private static final Set<String> KEYS =
      Set.of("format", "goods", "partSize", "parity", "suffix", "parcel", "intent", "origins");

  private RecordFile() {}

  static byte[] bytes(ParcelRecord record, Digest goods) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", FORMAT);
    tree.put("goods", goods.toString());
    tree.put("partSize", record.options().partSize());
    tree.put("parity", record.options().parityPercent());
    tree.put("suffix", record.options().suffix());
    record.parcel().ifPresent(id -> tree.put("parcel", id));
    tree.put("intent", record.intent().toString());
    tree.put("origins", record.origins());
    return CanonicalJson.bytes(tree);
  }

  /** The record of a document, with goods that agree with its digest. */
  static ParcelRecord read(String where, byte[] bytes, byte[] goods) {
    JsonFields fields = JsonFields.parse(where, bytes).only(KEYS);
    if (fields.number("format", Integer.MAX_VALUE) != FORMAT) {
      throw fields.bad("format", String.valueOf(FORMAT));
    }
    if (!fields.digest("goods").equals(Digest.of(goods))) {
      throw fields.bad("goods", Digest.of(goods) + ", which the goods beside it have");
    }
    return new ParcelRecord(
        Goods.parse(where.replace(".json", SiteLedger.GOODS), goods),
        new PartOptions(
            fields.number("partSize"),
            (int) fields.number("parity", 1000),
            fields.string("suffix")),
        fields.has("parcel")
            ? Optional.of(fields.parsed("parcel", RecordFile::identifier))
            : Optional.empty(),
        fields.digest("intent"),
        fields.strings("origins"));
  }

  private static String identifier(String text) {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("32 hexadecimal digits");
    }
    return text;
  }
}
