package dev.ferry.oci;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One spelling for every JSON document (RFC 8785, JSON Canonicalization Scheme): UTF-8, no white
 * space, keys in order of their UTF-16 code units. Deviation: numbers are integers only, which the
 * formats here have no more than.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * Spells a tree of maps with string keys, lists, strings, booleans, {@code Integer} and {@code
   * Long}.
   */
  public static byte[] bytes(Object tree) {
    StringBuilder out = new StringBuilder();
    value(out, tree);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void value(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> object(out, map);
      case List<?> list -> array(out, list);
      case String string -> string(out, string);
      case Boolean flag -> out.append(flag);
      case Integer number -> out.append(number);
      case Long number -> out.append(number);
      default -> throw new IllegalArgumentException("Bad value for JSON: " + value.getClass());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    out.append('{');
    Iterator<Map.Entry<String, Object>> entries = sorted.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Object> entry = entries.next();
      string(out, entry.getKey());
      out.append(':');
      value(out, entry.getValue());
      if (entries.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  private static void array(StringBuilder out, List<?> list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(out, list.get(i));
    }
    out.append(']');
  }

  private static void string(StringBuilder out, String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      character(out, string.charAt(i));
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < 0x20) {
          out.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
