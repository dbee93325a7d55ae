package dev.ferry.python.target;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of a probe's document. A field that could not be measured is {@code null} there or
 * missing; one of another shape is a failure that names file and field.
 */
final class ProbeFields {
  private static final int LONGEST_TEXT = 8_192;
  private static final int LONGEST_LIST = 4_096;

  private final String file;
  private final String prefix;
  private final JsonNode object;

  ProbeFields(String file, String prefix, JsonNode object) {
    this.file = file;
    this.prefix = prefix;
    this.object = object;
    if (!object.isObject()) {
      throw bad("", "an object", object);
    }
  }

  Optional<String> findText(String field) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return Optional.empty();
    }
    return Optional.of(text(field, node));
  }

  String text(String field) {
    return findText(field).orElseThrow(() -> bad(field, "a string", null));
  }

  /** A string of a small alphabet, for what becomes part of names and tags. */
  String word(String field) {
    String text = text(field);
    if (!text.matches("[a-z][a-z0-9_]{0,31}")) {
      throw bad(field, "a word of a-z, 0-9 and `_`", text);
    }
    return text;
  }

  Optional<SymbolVersion> findVersion(String field) {
    return findText(field).map(text -> version(field, text));
  }

  OptionalInt findNumber(String field, int most) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return OptionalInt.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
      throw bad(field, "a number from 0 to " + most, node);
    }
    if (node.intValue() > most) {
      throw bad(field, "a number from 0 to " + most, node);
    }
    return OptionalInt.of(node.intValue());
  }

  boolean flag(String field) {
    JsonNode node = object.get(field);
    if (isAbsent(node)) {
      return false;
    }
    if (!node.isBoolean()) {
      throw bad(field, "true or false", node);
    }
    return node.booleanValue();
  }

  Optional<ProbeFields> findObject(String field) {
    JsonNode node = object.get(field);
    return isAbsent(node)
        ? Optional.empty()
        : Optional.of(new ProbeFields(file, prefix + field + ".", node));
  }

  List<ProbeFields> objects(String field) {
    List<ProbeFields> objects = new ArrayList<>();
    JsonNode list = list(field);
    for (int i = 0; i < list.size(); i++) {
      objects.add(new ProbeFields(file, prefix + field + "[" + i + "].", list.get(i)));
    }
    return objects;
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : list(field)) {
      texts.add(text(field, node));
    }
    return texts;
  }

  private JsonNode list(String field) {
    JsonNode node = object.get(field);
    if (node == null || !node.isArray() || node.size() > LONGEST_LIST) {
      throw bad(field, "a list of at most " + LONGEST_LIST, node);
    }
    return node;
  }

  private String text(String field, JsonNode node) {
    if (!node.isString() || node.stringValue().length() > LONGEST_TEXT) {
      throw bad(field, "a string of at most " + LONGEST_TEXT + " characters", node);
    }
    return node.stringValue();
  }

  SymbolVersion version(String field, String text) {
    try {
      return SymbolVersion.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw bad(field, "one to four numbers with dots", text);
    }
  }

  FerryException bad(String field, String want, @Nullable Object got) {
    String all = got == null ? "nothing" : got.toString().replaceAll("\\p{Cntrl}", "?");
    String shown = all.length() <= 80 ? all : all.substring(0, 80) + "…";
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Bad value for `%s` in probe `%s`: got %s, want %s",
            "探测结果 `%2$s` 中 `%1$s` 的值有误：得到 %3$s，应为 %4$s", prefix + field, file, shown, want));
  }

  private static boolean isAbsent(@Nullable JsonNode node) {
    return node == null || node.isNull();
  }
}
