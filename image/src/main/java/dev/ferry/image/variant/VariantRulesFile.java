package dev.ferry.image.variant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.image.variant.VariantRules.Families;
import dev.ferry.image.variant.VariantRules.Stay;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads {@code rules.yaml}. It is part of the program: a mistake in it is a mistake of Ferry. */
final class VariantRulesFile {
  private static final String FILE = "rules.yaml";

  private VariantRulesFile() {}

  static VariantRules builtIn() {
    try (InputStream in = VariantRulesFile.class.getResourceAsStream(FILE)) {
      return parse(new String(Objects.requireNonNull(in, FILE).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static VariantRules parse(String yaml) {
    LoadSettings settings = LoadSettings.builder().setLabel(FILE).build();
    Map<?, ?> root = map(new Load(settings).loadFromString(yaml), FILE);
    if (!Integer.valueOf(1).equals(root.get("format"))) {
      throw bad("format", root.get("format"));
    }
    if (!(root.get("version") instanceof Integer version)) {
      throw bad("version", root.get("version"));
    }
    List<VariantRule> leave =
        list(root.get("leave"), "leave").stream().map(item -> rule(item)).toList();
    Set<String> ids = new HashSet<>();
    leave.forEach(
        rule -> {
          if (!ids.add(rule.id()) || rule.id().equals(VariantRules.UNUSED)) {
            throw bad("id", rule.id());
          }
        });
    return new VariantRules(
        version,
        list(root.get("stay"), "stay").stream().map(item -> stay(item)).toList(),
        leave,
        families(map(root.get("families"), "families")),
        unused(map(root.get("unused"), "unused")),
        strings(root.get("system"), "system"));
  }

  private static Stay stay(Object item) {
    Map<?, ?> fields = map(item, "stay");
    return new Stay(
        owner(fields), strings(fields.get("paths"), "paths"), text(fields.get("reason")));
  }

  private static VariantRule rule(Object item) {
    Map<?, ?> fields = map(item, "leave");
    Set<Variant> variants =
        strings(fields.get("variants"), "variants").stream()
            .map(Variant::parse)
            .collect(Collectors.toSet());
    return new VariantRule(
        string(fields.get("id"), "id"),
        variants,
        owner(fields),
        strings(fields.get("paths"), "paths"),
        text(fields.get("reason")));
  }

  private static Families families(Map<?, ?> fields) {
    return new Families(
        strings(fields.get("instruction-sets"), "instruction-sets"),
        list(fields.get("together"), "together").stream()
            .map(item -> strings(item, "together"))
            .toList(),
        Set.copyOf(strings(fields.get("whole"), "whole")));
  }

  private static Map<Variant, Text> unused(Map<?, ?> fields) {
    Map<Variant, Text> reasons = new EnumMap<>(Variant.class);
    fields.forEach(
        (word, reason) -> reasons.put(Variant.parse(string(word, "unused")), text(reason)));
    return reasons;
  }

  private static Optional<String> owner(Map<?, ?> fields) {
    Object owner = fields.get("owner");
    return owner == null ? Optional.empty() : Optional.of(string(owner, "owner"));
  }

  private static Text text(@Nullable Object value) {
    Map<?, ?> fields = map(value, "reason");
    return new Text(string(fields.get("en"), "en"), string(fields.get("zh"), "zh"));
  }

  private static List<String> strings(@Nullable Object value, String field) {
    List<String> strings = new ArrayList<>();
    list(value, field).forEach(item -> strings.add(string(item, field)));
    return strings;
  }

  private static String string(@Nullable Object value, String field) {
    if (value instanceof String string) {
      return string;
    }
    throw bad(field, value);
  }

  private static List<?> list(@Nullable Object value, String field) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw bad(field, value);
  }

  private static Map<?, ?> map(@Nullable Object value, String field) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw bad(field, value);
  }

  private static IllegalStateException bad(String field, @Nullable Object value) {
    return new IllegalStateException("Bad value for `" + field + "` in " + FILE + ": " + value);
  }
}
