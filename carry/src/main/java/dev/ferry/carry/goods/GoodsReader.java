package dev.ferry.carry.goods;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads goods of unknown origin. */
final class GoodsReader {
  /** Largest blob and largest payload, bytes: 64 TiB. */
  static final long LARGEST_BLOB = 1L << 46;

  private static final int MOST_ROOTS = 10_000;
  private static final Set<String> KEYS =
      Set.of(
          "format", "exporter", "site", "number", "against", "created", "roots", "held", "items");

  private final JsonFields fields;
  private final Set<Digest> seen = new HashSet<>();
  private final List<Blob> held = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private long payload;

  private GoodsReader(JsonFields fields) {
    this.fields = fields;
  }

  static Goods read(String where, byte[] bytes) {
    if (bytes.length > Goods.LARGEST) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Cannot read `%s`: larger than %d bytes",
              "无法读取 `%s`：大于 %d 字节", where, Goods.LARGEST));
    }
    return new GoodsReader(JsonFields.parse(where, bytes)).goods();
  }

  private Goods goods() {
    if (fields.number("format", Integer.MAX_VALUE) != Goods.FORMAT) {
      throw fields.bad("format", Goods.FORMAT + ", the one that this Ferry knows");
    }
    fields.only(KEYS);
    fields.objects("held").forEach(blob -> held.add(held(blob)));
    fields.objects("items").forEach(item -> items.add(item(item)));
    if (held.size() + items.size() > Numbers.LARGEST) {
      throw fields.bad("items", "at most " + Numbers.LARGEST + " numbers");
    }
    return new Goods(
        fields.parsed("exporter", ExporterId::new),
        fields.has("site") ? Optional.of(fields.parsed("site", SiteName::new)) : Optional.empty(),
        (int) atLeastOne("number"),
        fields.has("against") ? Optional.of(fields.digest("against")) : Optional.empty(),
        created(),
        roots(),
        held,
        items);
  }

  private long atLeastOne(String field) {
    long number = fields.number(field, Numbers.LARGEST);
    if (number == 0) {
      throw fields.bad(field, "a number from 1");
    }
    return number;
  }

  private Instant created() {
    String text = fields.string("created");
    if (!text.matches("2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")) {
      throw fields.bad("created", "`2026-11-21T23:59:59Z`");
    }
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (java.time.format.DateTimeParseException noSuchDay) {
      throw fields.bad("created", "a time that exists");
    }
  }

  private Blob blob(JsonFields blob) {
    Digest digest = blob.digest("digest");
    if (!seen.add(digest)) {
      throw blob.bad("digest", "each blob once");
    }
    Optional<String> title = blob.findString("title");
    if (title.isPresent() && !GoodsNames.isTitle(title.get())) {
      throw blob.bad("title", "at most " + Blob.LONGEST_TITLE + " printable characters");
    }
    return new Blob(digest, blob.number("size", LARGEST_BLOB), title);
  }

  private Blob held(JsonFields blob) {
    return blob(blob.only(Set.of("digest", "size", "title")));
  }

  private Item item(JsonFields item) {
    item.only(Set.of("digest", "size", "title", "length", "bases"));
    int number = held.size() + items.size();
    Blob blob = blob(item);
    boolean delta = item.has("bases");
    if (delta != item.has("length")) {
      throw item.bad("length", "`length` and `bases` together");
    }
    if (!delta) {
      add(item, "size", blob.size());
      return Item.whole(blob);
    }
    Numbers bases = numbers(item, "bases");
    if (bases.isEmpty() || !bases.isBelow(number)) {
      throw item.bad("bases", "numbers below its own, " + number);
    }
    long length = item.number("length", LARGEST_BLOB);
    add(item, "length", length);
    return new Item(blob, Item.Form.DELTA, length, bases);
  }

  static Numbers numbers(JsonFields fields, String field) {
    try {
      return Numbers.parse(fields.string(field));
    } catch (IllegalArgumentException wrong) {
      throw fields.bad(field, "rising ranges of numbers such as `0-4,7`");
    }
  }

  private void add(JsonFields item, String field, long length) {
    payload += length;
    if (payload > LARGEST_BLOB) {
      throw item.bad(field, "a payload of at most " + LARGEST_BLOB + " bytes");
    }
  }

  private List<Root> roots() {
    List<JsonFields> list = fields.objects("roots");
    if (list.size() > MOST_ROOTS) {
      throw fields.bad("roots", "at most " + MOST_ROOTS);
    }
    List<Root> roots = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonFields one : list) {
      Root root = new RootReader(one, held.size() + items.size()).root();
      if (!names.add(one.string("kind") + " " + GoodsNames.folded(root.name()))) {
        throw one.bad("name", "each name once");
      }
      if (root instanceof Root.File && root.needs().stream().noneMatch(n -> isBlob(n, root))) {
        throw one.bad("digest", "a blob that `needs` names");
      }
      roots.add(root);
    }
    return roots;
  }

  private boolean isBlob(int number, Root root) {
    Digest digest =
        number < held.size()
            ? held.get(number).digest()
            : items.get(number - held.size()).blob().digest();
    return digest.equals(root.digest());
  }
}
