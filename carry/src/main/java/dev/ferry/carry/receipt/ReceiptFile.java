package dev.ferry.carry.receipt;

import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads and writes receipts ({@code docs/formats/receipt.md}). */
public final class ReceiptFile {
  /** Largest document that is read, bytes, after unpacking. */
  public static final int LIMIT = InventoryFile.LIMIT + (4 << 20);

  private static final long MOST_NUMBERS = 1L << 40;
  private static final Set<String> KEYS =
      Set.of(
          "format",
          "parcel",
          "exporter",
          "site",
          "number",
          "written",
          "result",
          "roots",
          "missing",
          "request",
          "inventory",
          "signatures");

  private ReceiptFile() {}

  /** The canonical document. */
  public static byte[] bytes(Receipt receipt) {
    return CanonicalJson.bytes(tree(receipt));
  }

  /** The document as a tree. */
  public static Map<String, Object> tree(Receipt receipt) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", Receipt.FORMAT);
    tree.put("parcel", receipt.parcel());
    tree.put("exporter", receipt.exporter());
    tree.put("site", receipt.site());
    tree.put("number", receipt.number());
    tree.put("written", receipt.written());
    tree.put("result", receipt.result().id());
    tree.put("roots", receipt.roots().stream().map(RootReceiptFields::tree).toList());
    tree.put("missing", tree(receipt.missing()));
    receipt.request().ifPresent(request -> tree.put("request", request));
    receipt.inventory().ifPresent(all -> tree.put("inventory", InventoryFile.tree(all)));
    return tree;
  }

  private static Map<String, Object> tree(Missing missing) {
    return Map.of(
        "parts",
        missing.parts().stream().map(NumberRange::toString).toList(),
        "blobs",
        missing.blobs().stream().map(Digest::toString).toList());
  }

  /**
   * Reads a receipt of unknown origin, packed with gzip or not.
   *
   * @throws dev.ferry.model.FerryException of kind VERIFICATION naming the field that is wrong
   */
  public static Receipt read(Path file) {
    return read(JsonFields.parse(file.toString(), InventoryFile.content(file, LIMIT)));
  }

  private static Receipt read(JsonFields fields) {
    if (fields.number("format", Integer.MAX_VALUE) != Receipt.FORMAT) {
      throw fields.bad("format", String.valueOf(Receipt.FORMAT));
    }
    fields.only(KEYS);
    return new Receipt(
        fields.parsed("parcel", ReceiptFile::identifier),
        fields.parsed("exporter", RootReceiptFields::printable),
        fields.parsed("site", RootReceiptFields::printable),
        fields.number("number", MOST_NUMBERS),
        fields.parsed("written", RootReceiptFields::printable),
        RootReceiptFields.result(fields),
        fields.objects("roots").stream().map(RootReceiptFields::read).toList(),
        missing(fields.object("missing")),
        fields.findString("request"),
        fields.findObject("inventory").map(InventoryFile::read));
  }

  private static Missing missing(JsonFields fields) {
    fields.only(Set.of("parts", "blobs"));
    return new Missing(
        each(fields, "parts", NumberRange::parse), each(fields, "blobs", Digest::parse));
  }

  private static <T> List<T> each(JsonFields fields, String field, Function<String, T> parser) {
    return fields.strings(field).stream()
        .map(
            text -> {
              try {
                return parser.apply(text);
              } catch (IllegalArgumentException wrong) {
                throw fields.bad(field, String.valueOf(wrong.getMessage()));
              }
            })
        .toList();
  }

  private static String identifier(String text) {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("32 hexadecimal digits");
    }
    return text;
  }
}
