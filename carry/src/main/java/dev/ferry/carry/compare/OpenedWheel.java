package dev.ferry.carry.compare;

import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelRecord;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A wheel whose every byte was read.
 *
 * @param record its members
 * @param pathFiles text of its {@code .pth} files by member
 */
record OpenedWheel(WheelRecord record, SortedMap<String, String> pathFiles) {
  /** Most bytes of a {@code .pth} file that are looked at. */
  private static final int LONGEST = 1 << 20;

  static OpenedWheel of(WheelRecord record, WheelArchive archive) {
    SortedMap<String, String> texts = new TreeMap<>();
    archive.members().stream()
        .filter(member -> Installed.of(member.path()).isPathFile())
        .forEach(
            member ->
                texts.put(
                    member.path(),
                    new String(archive.read(member, LONGEST), StandardCharsets.UTF_8)));
    return new OpenedWheel(record, texts);
  }

  /** The first line of a {@code .pth} file that Python executes, empty where there is none. */
  static String hook(String text) {
    return text.lines()
        .filter(line -> line.startsWith("import ") || line.startsWith("import\t"))
        .map(String::strip)
        .findFirst()
        .orElse("");
  }
}
