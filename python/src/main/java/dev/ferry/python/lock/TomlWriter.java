package dev.ferry.python.lock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Writes the part of TOML 1.0 that a lock needs, always in the same way: one field a line, one
 * element a line in arrays of tables. Keys are bare keys.
 */
final class TomlWriter {
  private final StringBuilder out = new StringBuilder(1 << 14);

  void comment(String words) {
    out.append("# ").append(words.replaceAll("\\p{Cntrl}", " ")).append('\n');
  }

  void table(String name) {
    out.append("\n[").append(name).append("]\n");
  }

  void arrayTable(String name) {
    out.append("\n[[").append(name).append("]]\n");
  }

  /**
   * One field.
   *
   * @param value a string, integer, boolean, {@link Instant}, list of these, or map of these
   */
  void field(String key, Object value) {
    out.append(key).append(" = ");
    value(value);
    out.append('\n');
  }

  void inlineTables(String key, List<Map<String, Object>> tables) {
    if (tables.isEmpty()) {
      out.append(key).append(" = []\n");
      return;
    }
    out.append(key).append(" = [\n");
    for (Map<String, Object> table : tables) {
      out.append("    ");
      value(table);
      out.append(",\n");
    }
    out.append("]\n");
  }

  private void value(Object value) {
    switch (value) {
      case String text -> string(text);
      case Long number -> out.append(number.longValue());
      case Boolean bool -> out.append(bool.booleanValue());
      case Instant time -> out.append(time.truncatedTo(ChronoUnit.MICROS));
      case List<?> list -> list(list);
      case Map<?, ?> table -> inlineTable(table);
      default -> throw new IllegalArgumentException("no TOML for " + value.getClass());
    }
  }

  private void list(List<?> list) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      value(element);
      separator = ", ";
    }
    out.append(']');
  }

  private void inlineTable(Map<?, ?> table) {
    out.append("{ ");
    String separator = "";
    for (Map.Entry<?, ?> entry : table.entrySet()) {
      out.append(separator).append(entry.getKey()).append(" = ");
      value(entry.getValue());
      separator = ", ";
    }
    out.append(" }");
  }

  /** A basic string: quotation mark, backslash and control characters are escaped. */
  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7F) {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
