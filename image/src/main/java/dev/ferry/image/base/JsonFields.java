package dev.ferry.image.base;

import dev.ferry.image.tar.Faults;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Reads fields of a JSON document of unknown origin; what is wrong is named by file and field. */
final class JsonFields {
  /** The largest document, bytes. */
  static final int LARGEST = 4 << 20;

  private static final int LONGEST_LIST = 100_000;
  private static final int LONGEST_STRING = 1 << 20;
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

  private JsonFields(String where, String prefix, JsonNode object) {
    this.where = where;
    this.prefix = prefix;
    this.object = object;
    if (!object.isObject()) {
      throw bad("", "an object", object);
    }
  }

  static JsonFields object(String where, byte[] bytes) {
    return new JsonFields(where, "", parse(where, bytes));
  }

  /** The objects of a document that is an array. */
  static List<JsonFields> array(String where, byte[] bytes) {
    JsonNode list = parse(where, bytes);
    if (!list.isArray() || list.size() > LONGEST_LIST) {
      throw badValue(where, "", "a list of at most " + LONGEST_LIST, list);
    }
    List<JsonFields> items = new ArrayList<>();
    list.forEach(item -> items.add(new JsonFields(where, "[" + items.size() + "].", item)));
    return items;
  }

  private static JsonNode parse(String where, byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException wrong) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Cannot read `%s` as JSON: %s",
              "无法把 `%s` 读作 JSON：%s",
              where,
              Faults.shown(String.valueOf(wrong.getOriginalMessage()))));
    }
  }

  boolean has(String field) {
    return object.has(field) && !object.get(field).isNull();
  }

  String string(String field) {
    return findString(field).orElseThrow(() -> bad(field, "a string", null));
  }

  Optional<String> findString(String field) {
    return has(field)
        ? Optional.of(string(field, java.util.Objects.requireNonNull(object.get(field))))
        : Optional.empty();
  }

  <T> T parsed(String field, Function<String, T> parser) {
    String text = string(field);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw bad(field, String.valueOf(wrong.getMessage()), object.get(field));
    }
  }

  Digest digest(String field) {
    return parsed(field, Digest::parse);
  }

  long number(String field) {
    JsonNode node = object.get(field);
    if (node == null
        || !node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > LARGEST_NUMBER) {
      throw bad(field, "a number from 0 to " + LARGEST_NUMBER, node);
    }
    return node.longValue();
  }

  boolean flag(String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isBoolean()) {
      throw bad(field, "true or false", node);
    }
    return node.booleanValue();
  }

  JsonFields object(String field) {
    JsonNode node = object.get(field);
    if (node == null) {
      throw bad(field, "an object", null);
    }
    return new JsonFields(where, prefix + field + ".", node);
  }

  Optional<JsonFields> findObject(String field) {
    return has(field) ? Optional.of(object(field)) : Optional.empty();
  }

  List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode node : list(field)) {
      objects.add(new JsonFields(where, prefix + field + "[" + objects.size() + "].", node));
    }
    return objects;
  }

  List<String> strings(String field) {
    List<String> strings = new ArrayList<>();
    for (JsonNode node : list(field)) {
      strings.add(string(field, node));
    }
    return strings;
  }

  /** The same, and empty where there is no such field. */
  List<String> findStrings(String field) {
    return has(field) ? strings(field) : List.of();
  }

  SortedMap<String, String> stringMap(String field) {
    SortedMap<String, String> map = new TreeMap<>();
    JsonNode node = object.get(field);
    if (node == null || !node.isObject() || node.size() > LONGEST_LIST) {
      throw bad(field, "an object of strings", node);
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      map.put(entry.getKey(), string(field + "." + entry.getKey(), entry.getValue()));
    }
    return map;
  }

  FerryException bad(String field, String want) {
    return bad(field, want, object.get(field));
  }

  private FerryException bad(String field, String want, @Nullable JsonNode got) {
    return badValue(where, prefix + field, want, got);
  }

  private static FerryException badValue(
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

  private JsonNode list(String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isArray() || node.size() > LONGEST_LIST) {
      throw bad(field, "a list of at most " + LONGEST_LIST, node);
    }
    return node;
  }

  private String string(String field, JsonNode node) {
    if (!node.isString() || node.stringValue().length() > LONGEST_STRING) {
      throw bad(field, "a string", node);
    }
    return node.stringValue();
  }
}
