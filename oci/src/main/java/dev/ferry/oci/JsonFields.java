package dev.ferry.oci;

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
import tools.jackson.databind.JsonNode;

/** Reads fields of one JSON object; whatever is wrong is said with the file's and field's name. */
final class JsonFields {
  private static final int LONGEST_STRING = 4096;
  private static final long LARGEST_BLOB = 1L << 46;

  private final String where;
  private final String prefix;
  private final JsonNode object;

  JsonFields(String where, String prefix, JsonNode object) {
    this.where = where;
    this.prefix = prefix;
    this.object = object;
    if (!object.isObject()) {
      throw bad("", "an object");
    }
  }

  String string(String field) {
    return findString(field).orElseThrow(() -> bad(field, "a string"));
  }

  Optional<String> findString(String field) {
    JsonNode node = object.get(field);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isString() || node.stringValue().length() > LONGEST_STRING) {
      throw bad(field, "a string of at most " + LONGEST_STRING + " characters");
    }
    return Optional.of(node.stringValue());
  }

  Digest digest(String field) {
    try {
      return Digest.parse(string(field));
    } catch (IllegalArgumentException wrong) {
      throw bad(field, "`sha256:<64 hex digits>`");
    }
  }

  long size(String field) {
    JsonNode node = object.get(field);
    if (node == null
        || !node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > LARGEST_BLOB) {
      throw bad(field, "a number from 0 to " + LARGEST_BLOB);
    }
    return node.longValue();
  }

  JsonFields object(String field) {
    return findObject(field).orElseThrow(() -> bad(field, "an object"));
  }

  Optional<JsonFields> findObject(String field) {
    return Optional.ofNullable(object.get(field))
        .map(node -> new JsonFields(where, name(field), node));
  }

  List<JsonFields> objects(String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isArray()) {
      throw bad(field, "an array");
    }
    List<JsonFields> items = new ArrayList<>();
    for (JsonNode item : node) {
      items.add(new JsonFields(where, name(field) + "[" + items.size() + "]", item));
    }
    return items;
  }

  SortedMap<String, String> annotations() {
    SortedMap<String, String> annotations = new TreeMap<>();
    Optional<JsonFields> fields = findObject("annotations");
    if (fields.isPresent()) {
      for (Map.Entry<String, JsonNode> entry : fields.get().object.properties()) {
        annotations.put(entry.getKey(), fields.get().string(entry.getKey()));
      }
    }
    return annotations;
  }

  private String name(String field) {
    return prefix.isEmpty() ? field : field.isEmpty() ? prefix : prefix + "." + field;
  }

  FerryException bad(String field, String want) {
    JsonNode node = field.isEmpty() ? object : object.get(field);
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
}
