package dev.ferry.image.variant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.python.install.PlannedFile;
import dev.ferry.python.install.PlannedFile.Made;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps RECORD true ("Recording installed projects"): a package whose files left has a RECORD of
 * those that stay, so that {@code importlib.metadata.files} and integrity checks find no gap.
 */
final class Records {
  private Records() {}

  /** The same files, each RECORD without the lines of files that are not among them. */
  static SortedMap<String, PlannedFile> withoutLeft(SortedMap<String, PlannedFile> stays) {
    SortedMap<String, PlannedFile> files = new TreeMap<>(stays);
    for (PlannedFile file : stays.values()) {
      if (file.path().endsWith(".dist-info/RECORD") && file.content() instanceof Made made) {
        Made fewer = new Made(fewer(file.path(), made.bytes(), stays));
        files.put(file.path(), new PlannedFile(file.path(), file.mode(), file.owner(), fewer));
      }
    }
    return files;
  }

  private static byte[] fewer(String record, byte[] bytes, SortedMap<String, PlannedFile> stays) {
    Path site = Path.of(record).resolve("../..").normalize();
    StringBuilder text = new StringBuilder();
    for (String line : new String(bytes, UTF_8).split("(?<=\n)", -1)) {
      if (!line.isBlank() && stays.containsKey(site.resolve(cell(line)).normalize().toString())) {
        text.append(line);
      }
    }
    return text.toString().getBytes(UTF_8);
  }

  /** The first cell of a line (RFC 4180, as Python's {@code csv} writes it). */
  private static String cell(String line) {
    if (!line.startsWith("\"")) {
      return line.substring(0, Math.max(0, line.indexOf(',')));
    }
    StringBuilder cell = new StringBuilder();
    for (int i = 1; i < line.length(); i++) {
      boolean quote = line.charAt(i) == '"';
      if (quote && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        i++;
      } else if (quote) {
        break;
      }
      cell.append(line.charAt(i));
    }
    return cell.toString();
  }
}
