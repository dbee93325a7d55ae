package dev.ferry.image.json;

import dev.ferry.image.tar.Faults;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.ParserWords;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads fields of one JSON object; whatever is wrong is said with the file's and field's name. */
public final class JsonFields {
  /** The largest document of others that is read, bytes. */
  public static final int LARGEST = 4 << 20;

  private static final long LARGEST_NUMBER = 1L << 46;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String where;
  private final String prefix;
  private final JsonNode object;
  private final JsonBounds bounds;

  private JsonFields(String where, String prefix, JsonNode object, JsonBounds bounds) {
    this.bounds = bounds;
    this.where = where;
    this.prefix = prefix;
    this.object = object;
    if (!object.isObject()) {
      throw prefix.isEmpty()
          ? unreadable(where, Text.of("it is not an object", "它不是对象"))
          : bad("", "an object");
    }
  }

  /**
   * Reads a file.
   *
   * @param limit most bytes; a larger file is refused
   * @throws FerryException of kind VERIFICATION where it is not a JSON object, ENVIRONMENT where it
   *     cannot be read
   */
  public static JsonFields read(Path file, int limit) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw unreadable(file.toString(), Text.of("larger than %d bytes", "大于 %d 字节", limit));
      }
      return parse(file.toString(), bytes);
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }

  /** The object of a document of Ferry's own; {@code where} names it in messages. */
  public static JsonFields parse(String where, byte[] bytes) {
    return new JsonFields(where, "", tree(where, bytes), JsonBounds.OWN);
  }

  /** The object of a document of somebody else's. */
  public static JsonFields foreign(String where, byte[] bytes) {
    return new JsonFields(where, "", tree(where, bytes), JsonBounds.FOREIGN);
  }

  /** The objects of a document of somebody else's that is an array. */
  public static List<JsonFields> foreignArray(String where, byte[] bytes) {
    JsonNode list = tree(where, bytes);
    JsonBounds bounds = JsonBounds.FOREIGN;
    if (!list.isArray() || list.size() > bounds.list()) {
      throw bad(where, "", "a list of at most " + bounds.list(), list);
    }
    List<JsonFields> items = new ArrayList<>();
    list.forEach(item -> items.add(new JsonFields(where, "[" + items.size() + "]", item, bounds)));
    return items;
  }

  private static JsonNode tree(String where, byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException wrong) {
      throw unreadable(
          where, Text.same(Faults.shown(ParserWords.plain(wrong.getOriginalMessage()))));
    }
  }

  /** Refuses keys other than these. */
  public JsonFields only(Set<String> keys) {
    for (String key : object.propertyNames()) {
      if (!keys.contains(key)) {
        throw new FerryException(
            Failure.VERIFICATION,
            Text.of("Cannot read `%s`: unknown key `%s`", "无法读取 `%s`：未知的键 `%s`", where, name(key)));
      }
    }
    return this;
  }

  /** The names of the fields, in the order of the document. */
  public List<String> names() {
    return List.copyOf(object.propertyNames());
  }

  public boolean has(String field) {
    JsonNode node = object.get(field);
    return node != null && !(bounds.nullIsAbsent() && node.isNull());
  }

  public String string(String field) {
    return findString(field).orElseThrow(() -> bad(field, "a string"));
  }

  public Optional<String> findString(String field) {
    return has(field)
        ? Optional.of(string(field, Objects.requireNonNull(object.get(field))))
        : Optional.empty();
  }

  /** A string turned into a value by a parser that throws {@link IllegalArgumentException}. */
  public <T> T parsed(String field, Function<String, T> parser) {
    try {
      return parser.apply(string(field));
    } catch (IllegalArgumentException wrong) {
      throw bad(field, wrong.getMessage() == null ? "another value" : wrong.getMessage());
    }
  }

  public Digest digest(String field) {
    try {
      return Digest.parse(string(field));
    } catch (IllegalArgumentException wrong) {
      throw bad(field, "`sha256:<64 hex digits>`");
    }
  }

  /** A whole number that may be a size in bytes. */
  public long number(String field) {
    return number(field, LARGEST_NUMBER);
  }

  /** A whole number from 0 to {@code most}. */
  public long number(String field, long most) {
    JsonNode node = object.get(field);
    if (node == null
        || !node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > most) {
      throw bad(field, "a number from 0 to " + most);
    }
    return node.longValue();
  }

  /** A finite number that is not negative. */
  public double decimal(String field) {
    JsonNode node = object.get(field);
    if (node == null
        || !node.isNumber()
        || !Double.isFinite(node.doubleValue())
        || node.doubleValue() < 0) {
      throw bad(field, "a number that is not negative");
    }
    return node.doubleValue();
  }

  public boolean flag(String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isBoolean()) {
      throw bad(field, "true or false");
    }
    return node.booleanValue();
  }

  public JsonFields object(String field) {
    JsonNode node = object.get(field);
    if (node == null) {
      throw bad(field, "an object");
    }
    return new JsonFields(where, name(field), node, bounds);
  }

  public Optional<JsonFields> findObject(String field) {
    return has(field) ? Optional.of(object(field)) : Optional.empty();
  }

  public List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode node : list(field)) {
      objects.add(new JsonFields(where, name(field) + "[" + objects.size() + "]", node, bounds));
    }
    return objects;
  }

  public List<String> strings(String field) {
    List<String> strings = new ArrayList<>();
    for (JsonNode node : list(field)) {
      strings.add(string(field, node));
    }
    return strings;
  }

  /** The same, and empty where there is no such field. */
  public List<String> findStrings(String field) {
    return has(field) ? strings(field) : List.of();
  }

  /** Strings by key. */
  public SortedMap<String, String> stringMap(String field) {
    SortedMap<String, String> map = new TreeMap<>();
    JsonNode node = object.get(field);
    if (node == null || !node.isObject() || node.size() > bounds.list()) {
      throw bad(field, "an object of strings");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      map.put(entry.getKey(), string(field + "." + entry.getKey(), entry.getValue()));
    }
    return map;
  }

  /** The failure of a field. */
  public FerryException bad(String field, String want) {
    return bad(where, name(field), want, field.isEmpty() ? object : object.get(field));
  }

  private static FerryException bad(
      String where, String field, String want, @Nullable JsonNode got) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read `%s`: bad value for `%s`: got %s, want %s",
            "无法读取 `%s`：字段 `%s` 的值有误：得到 %s，应为 %s",
            where,
            field,
            got == null ? "nothing" : Faults.shown(got.toString()),
            want));
  }

  private String name(String field) {
    return prefix.isEmpty() ? field : field.isEmpty() ? prefix : prefix + "." + field;
  }

  private JsonNode list(String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isArray() || node.size() > bounds.list()) {
      throw bad(field, "a list of at most " + bounds.list());
    }
    return node;
  }

  private String string(String field, JsonNode node) {
    if (!node.isString() || node.stringValue().length() > bounds.string()) {
      throw bad(field, "a string");
    }
    return node.stringValue();
  }

  private static FerryException unreadable(String where, Text why) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("Cannot read `%s` as JSON: %s", "无法把 `%s` 读作 JSON：%s", where, why));
  }
}
