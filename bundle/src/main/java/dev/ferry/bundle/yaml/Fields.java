package dev.ferry.bundle.yaml;

import dev.ferry.model.Spelling;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One mapping of a spec, read by key. Keys that are not known and keys that stand twice become
 * mistakes at once; {@code x-*} is everyone's own.
 */
public final class Fields {
  private final Place place;
  private final Map<String, YamlNode> values;
  private final Mistakes mistakes;

  private Fields(Place place, Map<String, YamlNode> values, Mistakes mistakes) {
    this.place = place;
    this.values = values;
    this.mistakes = mistakes;
  }

  public static Fields of(YamlNode.Mapping mapping, Collection<String> known, Mistakes mistakes) {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    Map<String, Place> seen = new HashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      Place before = seen.putIfAbsent(key, entry.key().place());
      if (before != null) {
        mistakes.add(
            entry.key().place(),
            Text.of(
                "`%s` stands a second time, first in line %d",
                "`%s` 重复出现，第一次在第 %d 行", key, before.line()));
      } else if (known.contains(key)) {
        values.put(key, entry.value());
      } else if (!key.startsWith("x-")) {
        mistakes.add(entry.key().place(), unknown(key, known));
      }
    }
    return new Fields(mapping.place(), values, mistakes);
  }

  private static Text unknown(String key, Collection<String> known) {
    return Spelling.findNearest(key, known)
        .map(
            near ->
                Text.of("unknown key `%s`, did you mean `%s`?", "未知的键 `%s`，是否想写 `%s`？", key, near))
        .orElseGet(
            () ->
                Text.of(
                    "unknown key `%s`, want one of %s",
                    "未知的键 `%s`，应为 %s 之一",
                    key,
                    String.join(", ", known.stream().sorted().toList())));
  }

  public Place place() {
    return place;
  }

  public Mistakes mistakes() {
    return mistakes;
  }

  public boolean has(String key) {
    return find(key).isPresent();
  }

  /** The value of a key that is there and says something. */
  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(values.get(key))
        .filter(value -> !(value instanceof YamlNode.Scalar scalar && scalar.isNull()));
  }

  /** A text, or a mistake if it is something else. */
  public Optional<YamlNode.Scalar> scalar(String key) {
    return find(key).flatMap(value -> asScalar(key, value));
  }

  public Optional<String> text(String key) {
    return scalar(key).map(YamlNode.Scalar::text);
  }

  /** A text that has to be there. */
  public Optional<YamlNode.Scalar> required(String key) {
    if (!has(key)) {
      mistakes.add(place, Text.of("`%s` is missing", "缺少 `%s`", key));
    }
    return scalar(key);
  }

  public boolean flag(String key) {
    Optional<YamlNode.Scalar> scalar = scalar(key);
    if (scalar.isEmpty()) {
      return false;
    }
    String text = scalar.get().text();
    if (!text.equals("true") && !text.equals("false")) {
      wrong(scalar.get(), key, Text.of("`true` or `false`", "`true` 或 `false`"));
    }
    return text.equals("true");
  }

  /** A list of texts; one text alone counts as a list of one. */
  public List<YamlNode.Scalar> scalars(String key) {
    List<YamlNode.Scalar> texts = new ArrayList<>();
    for (YamlNode item : items(key)) {
      asScalar(key, item).ifPresent(texts::add);
    }
    return texts;
  }

  public List<String> texts(String key) {
    return scalars(key).stream().map(YamlNode.Scalar::text).toList();
  }

  /** A list of mappings; one mapping alone counts as a list of one. */
  public List<Fields> mappings(String key, Collection<String> known) {
    List<Fields> mappings = new ArrayList<>();
    for (YamlNode item : items(key)) {
      asMapping(key, item).ifPresent(mapping -> mappings.add(of(mapping, known, mistakes)));
    }
    return mappings;
  }

  public Optional<Fields> mapping(String key, Collection<String> known) {
    return find(key)
        .flatMap(value -> asMapping(key, value))
        .map(mapping -> of(mapping, known, mistakes));
  }

  public Optional<YamlNode.Mapping> asMapping(String key, YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    wrong(node, key, Text.of("keys with values", "键和值"));
    return Optional.empty();
  }

  private List<YamlNode> items(String key) {
    return find(key)
        .map(value -> value instanceof YamlNode.Sequence list ? list.items() : List.of(value))
        .orElse(List.of());
  }

  private Optional<YamlNode.Scalar> asScalar(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return Optional.of(scalar);
    }
    wrong(node, key, Text.of("a text", "一段文字"));
    return Optional.empty();
  }

  /** Notes that the value of a key is not what it should be. */
  public void wrong(YamlNode node, String key, Text want) {
    Text got =
        switch (node) {
          case YamlNode.Scalar scalar -> Text.same("`" + abbreviated(scalar.text()) + "`");
          case YamlNode.Sequence list -> Text.of("a list", "列表");
          case YamlNode.Mapping mapping -> Text.of("keys with values", "键和值");
        };
    mistakes.add(
        node.place(),
        Text.of("bad value for `%s`: got %s, want %s", "`%s` 的值有误：是 %s，应为 %s", key, got, want));
  }

  private static String abbreviated(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= 80 ? line : line.substring(0, 77) + "...";
  }
}
