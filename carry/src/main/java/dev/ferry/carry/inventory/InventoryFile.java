package dev.ferry.carry.inventory;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Reads and writes inventories ({@code docs/formats/inventory.md}). */
public final class InventoryFile {
  /** Largest document that is read, bytes, after unpacking. */
  public static final int LIMIT = 24 << 20;

  private static final long LARGEST_BLOB = 1L << 46;
  private static final long MOST_ENTRIES = 1L << 40;
  private static final int LONGEST_NAME = 1024;
  private static final int MOST_NAMES = 1000;
  private static final Set<String> KEYS =
      Set.of(
          "format",
          "depot",
          "entries",
          "written",
          "names",
          "roots",
          "blobs",
          "confirmed",
          "signatures");

  private InventoryFile() {}

  /** The canonical document. */
  public static byte[] bytes(Inventory inventory) {
    return CanonicalJson.bytes(tree(inventory));
  }

  /** The document as a tree, for a receipt. */
  public static Map<String, Object> tree(Inventory inventory) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", Inventory.FORMAT);
    tree.put("depot", inventory.depot());
    tree.put("entries", inventory.entries());
    tree.put("written", inventory.written());
    tree.put("names", inventory.names());
    tree.put("roots", inventory.roots().stream().map(InventoryFile::tree).toList());
    tree.put("blobs", inventory.blobs().stream().map(InventoryFile::tree).toList());
    tree.put("confirmed", inventory.confirmed().stream().map(InventoryFile::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(HeldRoot root) {
    return Map.of(
        "kind", root.kind().id(), "name", root.name(), "digest", root.digest().toString());
  }

  private static Map<String, Object> tree(HeldBlob blob) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("sha256", blob.digest().hex());
    tree.put("size", blob.size());
    tree.put("kind", blob.kind().id());
    if (!blob.name().isEmpty()) {
      tree.put("name", blob.name());
    }
    if (blob.kind() == BlobKind.WHEEL) {
      tree.put("version", blob.version());
      tree.put("tags", blob.tags());
    }
    return tree;
  }

  private static Map<String, Object> tree(Confirmed confirmed) {
    return Map.of(
        "exporter",
        confirmed.exporter(),
        "site",
        confirmed.site(),
        "numbers",
        confirmed.numbers().stream().map(NumberRange::toString).toList());
  }

  /**
   * Reads an inventory of unknown origin, packed with gzip or not.
   *
   * @throws FerryException of kind VERIFICATION naming the field that is wrong
   */
  public static Inventory read(Path file) {
    return read(JsonFields.parse(file.toString(), content(file, LIMIT)));
  }

  /** A bounded file, unpacked where it begins as gzip does (RFC 1952). */
  public static byte[] content(Path file, int limit) {
    try (InputStream plain = new BufferedInputStream(InputFile.open(file))) {
      plain.mark(2);
      boolean packed = plain.read() == 0x1f && plain.read() == 0x8b;
      plain.reset();
      byte[] bytes = (packed ? new GZIPInputStream(plain) : plain).readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot read `%s`: it is larger than %d bytes", "无法读取 `%s`：大于 %d 字节", file, limit));
      }
      return bytes;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** Reads the fields of an inventory, in its own file or in a receipt. */
  public static Inventory read(JsonFields fields) {
    if (fields.number("format", Integer.MAX_VALUE) != Inventory.FORMAT) {
      throw fields.bad("format", String.valueOf(Inventory.FORMAT));
    }
    fields.only(KEYS);
    return new Inventory(
        fields.parsed("depot", hexadecimal(32)),
        fields.number("entries", MOST_ENTRIES),
        fields.parsed("written", InventoryFile::printable),
        names(fields),
        each(fields.objects("roots"), InventoryFile::root),
        each(fields.objects("blobs"), InventoryFile::blob),
        each(fields.objects("confirmed"), InventoryFile::confirmed));
  }

  private static List<String> names(JsonFields fields) {
    List<String> names = fields.findStrings("names");
    if (names.size() > MOST_NAMES) {
      throw fields.bad("names", "at most " + MOST_NAMES);
    }
    return names;
  }

  private static <T> List<T> each(List<JsonFields> items, Function<JsonFields, T> reader) {
    return items.stream().map(reader).toList();
  }

  private static HeldRoot root(JsonFields fields) {
    fields.only(Set.of("kind", "name", "digest"));
    RootKind kind =
        RootKind.find(fields.string("kind"))
            .orElseThrow(() -> fields.bad("kind", "`bundle`, `image` or `file`"));
    return new HeldRoot(
        kind, fields.parsed("name", InventoryFile::printable), fields.digest("digest"));
  }

  private static HeldBlob blob(JsonFields fields) {
    fields.only(Set.of("sha256", "size", "kind", "name", "version", "tags"));
    // A kind that a newer Ferry writes is a file to an older one.
    BlobKind kind = BlobKind.find(fields.string("kind")).orElse(BlobKind.FILE);
    return new HeldBlob(
        fields.parsed("sha256", Digest::new),
        fields.number("size", LARGEST_BLOB),
        kind,
        found(fields, "name"),
        found(fields, "version"),
        found(fields, "tags"));
  }

  private static Confirmed confirmed(JsonFields fields) {
    fields.only(Set.of("exporter", "site", "numbers"));
    List<NumberRange> numbers =
        fields.strings("numbers").stream().map(text -> range(fields, text)).toList();
    return new Confirmed(
        fields.parsed("exporter", InventoryFile::printable), found(fields, "site"), numbers);
  }

  private static NumberRange range(JsonFields fields, String text) {
    try {
      return NumberRange.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw fields.bad("numbers", String.valueOf(wrong.getMessage()));
    }
  }

  private static String found(JsonFields fields, String field) {
    return fields.has(field) ? fields.parsed(field, InventoryFile::printable) : "";
  }

  private static String printable(String text) {
    if (text.length() > LONGEST_NAME || text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IllegalArgumentException("at most " + LONGEST_NAME + " printable characters");
    }
    return text;
  }

  private static Function<String, String> hexadecimal(int digits) {
    return text -> {
      if (!text.matches("[0-9a-f]{" + digits + "}")) {
        throw new IllegalArgumentException(digits + " hexadecimal digits");
      }
      return text;
    };
  }
}
