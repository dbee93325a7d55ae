package dev.ferry.image.json;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads fields of one JSON object; whatever is wrong is said with the file's and field's name. */
public final class JsonFields {
  private static final int LONGEST_LIST = 200_000;
  private static final int LONGEST_STRING = 1 << 16;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String where;
  private final String prefix;
  private final JsonNode object;

  private JsonFields(String where, String prefix, JsonNode object) {
    this.where = where;
    this.prefix = prefix;
    this.object = object;
    if (!object.isObject()) {
      throw bad("", "an object");
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

  /** The object that bytes spell; {@code where} names them in messages. */
  public static JsonFields parse(String where, byte[] bytes) {
    try {
      return new JsonFields(where, "", MAPPER.readTree(bytes));
    } catch (JacksonException wrong) {
      throw unreadable(where, Text.same(wrong.getOriginalMessage()));
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
    return object.has(field);
  }

  public String string(String field) {
    return findString(field).orElseThrow(() -> bad(field, "a string"));
  }

  public Optional<String> findString(String field) {
    JsonNode node = object.get(field);
    return node == null ? Optional.empty() : Optional.of(string(field, node));
  }

  /** A string turned into a value by a parser that throws {@link IllegalArgumentException}. */
  public <T> T parsed(String field, Function<String, T> parser) {
    try {
      return parser.apply(string(field));
    } catch (IllegalArgumentException wrong) {
      throw bad(field, wrong.getMessage() == null ? "another value" : wrong.getMessage());
    }
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
    return new JsonFields(where, name(field), node);
  }

  public Optional<JsonFields> findObject(String field) {
    return has(field) ? Optional.of(object(field)) : Optional.empty();
  }

  public List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode node : list(field)) {
      objects.add(new JsonFields(where, name(field) + "[" + objects.size() + "]", node));
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

  /** Strings by key, empty where the field is absent. */
  public SortedMap<String, String> stringMap(String field) {
    SortedMap<String, String> map = new TreeMap<>();
    JsonNode node = object.get(field);
    if (node == null) {
      return map;
    }
    if (!node.isObject() || node.size() > LONGEST_LIST) {
      throw bad(field, "an object of strings");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      map.put(entry.getKey(), string(field + "." + entry.getKey(), entry.getValue()));
    }
    return map;
  }

  /** The failure of a field. */
  public FerryException bad(String field, String want) {
    @Nullable JsonNode node = field.isEmpty() ? object : object.get(field);
    String got = node == null ? "nothing" : node.toString();
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read `%s`: bad value for `%s`: got %s, want %s",
            "无法读取 `%s`：字段 `%s` 的值有误：得到 %s，应为 %s",
            where,
            name(field),
            got.length() > 100 ? got.substring(0, 100) + "…" : got,
            want));
  }

  private String name(String field) {
    return prefix.isEmpty() ? field : field.isEmpty() ? prefix : prefix + "." + field;
  }

  private JsonNode list(String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isArray() || node.size() > LONGEST_LIST) {
      throw bad(field, "a list of at most " + LONGEST_LIST);
    }
    return node;
  }

  private String string(String field, JsonNode node) {
    if (!node.isString() || node.stringValue().length() > LONGEST_STRING) {
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
