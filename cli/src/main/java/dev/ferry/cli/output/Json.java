package dev.ferry.cli.output;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes plain values as JSON (RFC 8259): maps in their own order, collections, texts, numbers,
 * booleans. An empty optional in a map is left out. It exists so that a short command need not load
 * a JSON library.
 */
public final class Json {
  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private Json(boolean indented) {
    this.indented = indented;
  }

  /** A document for people and programs, indented by two. */
  public static String document(Object value) {
    Json json = new Json(true);
    json.value(value, 0);
    return json.out.toString();
  }

  /** The same on one line. */
  public static String line(Object value) {
    Json json = new Json(false);
    json.value(value, 0);
    return json.out.toString();
  }

  private void value(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map -> object(map, depth);
      case Collection<?> list -> array(list, depth);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case Optional<?> optional -> optional(optional, depth);
      case OptionalLong number ->
          out.append(number.isPresent() ? String.valueOf(number.getAsLong()) : "null");
      case OptionalInt number ->
          out.append(number.isPresent() ? String.valueOf(number.getAsInt()) : "null");
      default -> text(value.toString());
    }
  }

  private void optional(Optional<?> optional, int depth) {
    if (optional.isPresent()) {
      value(optional.get(), depth);
    } else {
      out.append("null");
    }
  }

  private static boolean isAbsent(Object value) {
    return value.equals(Optional.empty())
        || value.equals(OptionalLong.empty())
        || value.equals(OptionalInt.empty());
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!isAbsent(entry.getValue())) {
        out.append(separator);
        newLine(depth + 1);
        text(entry.getKey().toString());
        out.append(indented ? ": " : ":");
        value(entry.getValue(), depth + 1);
        separator = ",";
      }
    }
    end(separator, depth);
    out.append('}');
  }

  private void array(Collection<?> list, int depth) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      newLine(depth + 1);
      value(item, depth + 1);
      separator = ",";
    }
    end(separator, depth);
    out.append(']');
  }

  private void end(String separator, int depth) {
    if (!separator.isEmpty()) {
      newLine(depth);
    }
  }

  private void newLine(int depth) {
    if (indented) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void text(String text) {
    out.append('"');
    text.chars().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20 || c == 0x7f) {
          out.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          out.append((char) c);
        }
      }
    }
  }
}
