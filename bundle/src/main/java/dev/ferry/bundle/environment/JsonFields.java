package dev.ferry.bundle.environment;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields of one JSON object; whatever is wrong is said with the file's and field's name. */
final class JsonFields {
  private static final int LONGEST_LIST = 20_000;
  private static final int LONGEST_STRING = 1 << 20;

  private final String where;
  private final String prefix;
  private final JsonNode object;

  JsonFields(String where, String prefix, JsonNode object) {
    this.where = where;
    this.prefix = prefix;
    this.object = object;
    if (!object.isObject()) {
      throw bad("", "an object", object);
    }
  }

  String string(String field) {
    return findString(field).orElseThrow(() -> bad(field, "a string", null));
  }

  Optional<String> findString(String field) {
    JsonNode node = object.get(field);
    return node == null ? Optional.empty() : Optional.of(string(field, node));
  }

  /** A string turned into a value of the field's type. */
  <T> T parsed(String field, Function<String, T> parser) {
    return parsed(field, string(field), parser);
  }

  <T> Optional<T> findParsed(String field, Function<String, T> parser) {
    return findString(field).map(text -> parsed(field, text, parser));
  }

  long number(String field, long most) {
    JsonNode node = object.get(field);
    if (node == null
        || !node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > most) {
      throw bad(field, "a number from 0 to " + most, node);
    }
    return node.longValue();
  }

  boolean has(String field) {
    return object.has(field);
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
    JsonNode list = list(field);
    for (int i = 0; i < list.size(); i++) {
      objects.add(new JsonFields(where, prefix + field + "[" + i + "].", list.get(i)));
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

  SortedMap<String, String> stringMap(String field) {
    SortedMap<String, String> map = new TreeMap<>();
    JsonNode node = object.get(field);
    if (node == null || !node.isObject() || node.size() > LONGEST_LIST) {
      throw bad(field, "an object of strings", node);
    }
    for (var entry : node.properties()) {
      map.put(entry.getKey(), string(field + "." + entry.getKey(), entry.getValue()));
    }
    return map;
  }

  FerryException bad(String field, String want, @Nullable Object got) {
    String shown = got == null ? "nothing" : abbreviated(got.toString());
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Bad value for `%s` in `%s`: got %s, want %s",
            "`%2$s` 中 `%1$s` 的值有误：得到 %3$s，应为 %4$s", prefix + field, where, shown, want));
  }

  private <T> T parsed(String field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException wrong) {
      String message = wrong.getMessage();
      throw bad(field, message == null ? "another value" : message, text);
    }
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

  private static String abbreviated(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
