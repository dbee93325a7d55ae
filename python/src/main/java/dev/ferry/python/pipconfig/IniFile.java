package dev.ferry.python.pipconfig;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The sections of a configuration file, as Python's {@code configparser} reads it without
 * interpolation: {@code key = value} or {@code key: value}, indented lines continue a value, {@code
 * #} and {@code ;} begin a comment line.
 */
final class IniFile {
  private static final long LIMIT = 1 << 20;

  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private String section = "";
  private String key = "";

  private IniFile() {}

  static IniFile read(Path file) {
    try {
      if (Files.size(file) > LIMIT) {
        throw new IOException("larger than 1 MiB");
      }
      return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of(
              "Cannot read pip's configuration `%s`: %s",
              "无法读取 pip 配置 `%s`：%s", file, String.valueOf(e.getMessage())),
          e);
    }
  }

  static IniFile parse(String text) {
    IniFile file = new IniFile();
    text.lines().forEach(file::line);
    return file;
  }

  /** Keys are lower case with hyphens, however they are written. */
  Map<String, String> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  private void line(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
      return;
    }
    boolean indented = Character.isWhitespace(line.charAt(0));
    if (indented && !key.isEmpty()) {
      values().merge(key, text, (before, more) -> before + "\n" + more);
    } else if (text.startsWith("[") && text.endsWith("]")) {
      section = text.substring(1, text.length() - 1).strip();
      key = "";
    } else {
      int end = separator(text);
      key = normalize(text.substring(0, end));
      values().put(key, end == text.length() ? "" : text.substring(end + 1).strip());
    }
  }

  private Map<String, String> values() {
    return sections.computeIfAbsent(section, any -> new LinkedHashMap<>());
  }

  private static int separator(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '=' || text.charAt(i) == ':') {
        return i;
      }
    }
    return text.length();
  }

  static String normalize(String key) {
    String name = key.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return name.startsWith("--") ? name.substring(2) : name;
  }
}
