package dev.ferry.carry.compare;

import dev.ferry.python.wheel.WheelRecord;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every group of {@code entry_points.txt} ("Entry points specification", an INI file), as it
 * stands: what no reader could use is shown all the same.
 */
final class EntryPointLines {
  private static final String NOTHING = "-";

  private EntryPointLines() {}

  /** Targets by name, by group. */
  static SortedMap<String, SortedMap<String, String>> of(WheelRecord wheel) {
    SortedMap<String, SortedMap<String, String>> groups = new TreeMap<>();
    String text =
        new String(wheel.findInfo("entry_points.txt").orElse(new byte[0]), StandardCharsets.UTF_8);
    String group = "";
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]") && line.length() > 1) {
        group = line.substring(1, line.length() - 1).strip();
      } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
        int equals = line.indexOf('=');
        String name = equals < 0 ? line : line.substring(0, equals).strip();
        String target = equals < 0 ? "" : line.substring(equals + 1).strip();
        groups
            .computeIfAbsent(group, any -> new TreeMap<>())
            .put(name, target.isEmpty() ? NOTHING : target);
      }
    }
    return groups;
  }
}
