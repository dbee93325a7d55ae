package dev.ferry.bundle.yaml;

import java.util.List;
import java.util.Locale;

/** A YAML value that knows where it stands. Scalars stay text: {@code 1.10} is not 1.1. */
public sealed interface YamlNode {
  Place place();

  /**
   * One word or text.
   *
   * @param quoted whether it stood in quotes or as a block, and so is text whatever it looks like
   */
  record Scalar(Place place, String text, boolean quoted) implements YamlNode {
    /** Whether it is YAML's way to say nothing. */
    public boolean isNull() {
      return !quoted
          && (text.isEmpty() || text.equals("~") || text.toLowerCase(Locale.ROOT).equals("null"));
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

  /** Keys and values in the order of the file; a key may still stand twice. */
  record Mapping(Place place, List<Entry> entries) implements YamlNode {}

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}
}
