package dev.ferry.python.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts of {@code entry_points.txt} ("Entry points specification"): sections {@code
 * console_scripts} and {@code gui_scripts} with lines {@code name = module:attribute [extra]}.
 */
final class EntryPoints {
  private static final String DOTTED = "[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*";
  private static final Pattern TARGET =
      Pattern.compile("(" + DOTTED + ")\\s*(?::\\s*(" + DOTTED + "))?\\s*(?:\\[[^\\]]*\\])?\\s*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final List<String> SECTIONS = List.of("console_scripts", "gui_scripts");

  private EntryPoints() {}

  /**
   * One script.
   *
   * @param name file name in {@code bin}
   * @param module to import
   * @param attribute to call; absent where importing is all
   */
  record Script(String name, String module, Optional<String> attribute) {}

  static List<Script> of(PlannedWheel wheel) {
    Optional<byte[]> bytes = wheel.archive().findInfo("entry_points.txt");
    if (bytes.isEmpty()) {
      return List.of();
    }
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = new LinkedHashMap<>();
    for (String raw : new String(bytes.get(), UTF_8).lines().toList()) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section =
            sections.computeIfAbsent(
                line.substring(1, line.length() - 1), name -> new LinkedHashMap<>());
        continue;
      }
      int equals = line.indexOf('=');
      if (equals > 0) {
        section.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return SECTIONS.stream()
        .flatMap(name -> sections.getOrDefault(name, Map.of()).entrySet().stream())
        .map(entry -> script(wheel, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Script script(PlannedWheel wheel, String name, String target) {
    Matcher matcher = TARGET.matcher(target);
    boolean named = NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    if (!named || !matcher.matches()) {
      throw wheel.bad(Text.of("bad entry point `%s = %s`", "入口点有误：`%s = %s`", name, target));
    }
    return new Script(name, matcher.group(1), Optional.ofNullable(matcher.group(2)));
  }
}
