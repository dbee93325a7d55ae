package dev.ferry.python.pipconfig;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values by key; what is added later replaces what was added before. */
final class PipValues {
  private static final List<String> SECTIONS = List.of("global", "install", "download");
  private static final String PREFIX = "PIP_";

  private record Value(String text, String origin) {}

  private final Map<String, Value> values = new HashMap<>();
  private final Path home;

  PipValues(Path home) {
    this.home = home;
  }

  void addFile(Path file) {
    IniFile ini = IniFile.read(file);
    for (String section : SECTIONS) {
      ini.section(section)
          .forEach((key, text) -> values.put(key, new Value(text, file.toString())));
    }
  }

  void addEnvironment(Map<String, String> environment) {
    environment.forEach(
        (name, text) -> {
          if (name.startsWith(PREFIX) && !text.isBlank()) {
            String key = IniFile.normalize(name.substring(PREFIX.length()));
            values.put(key, new Value(text.strip(), name));
          }
        });
  }

  PipConfiguration configuration() {
    return new PipConfiguration(
        find("index-url").or(() -> find("pypi-url")).map(Value::text),
        words("extra-index-url"),
        words("find-links"),
        flag("no-index"),
        path("cert"),
        path("client-cert"),
        Set.copyOf(
            words("trusted-host").stream().map(host -> host.toLowerCase(Locale.ROOT)).toList()),
        find("proxy").map(Value::text),
        find("timeout").or(() -> find("default-timeout")).map(PipValues::seconds),
        find("retries").map(value -> (int) number(value, "retries", 100)));
  }

  private Optional<Value> find(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.text.isBlank());
  }

  private List<String> words(String key) {
    return find(key).map(value -> List.of(value.text.strip().split("\\s+"))).orElse(List.of());
  }

  private boolean flag(String key) {
    Optional<Value> value = find(key);
    return value.isPresent()
        && switch (value.get().text.toLowerCase(Locale.ROOT)) {
          case "1", "yes", "true", "on", "y", "t" -> true;
          case "0", "no", "false", "off", "n", "f" -> false;
          default -> throw bad(value.get(), key);
        };
  }

  private Optional<Path> path(String key) {
    return find(key).map(value -> path(value, key));
  }

  private Path path(Value value, String key) {
    try {
      return value.text.startsWith("~/")
          ? home.resolve(value.text.substring(2))
          : Path.of(value.text);
    } catch (InvalidPathException notAPath) {
      throw bad(value, key);
    }
  }

  private static Duration seconds(Value value) {
    return Duration.ofSeconds(Math.max(1, number(value, "timeout", 86_400)));
  }

  private static long number(Value value, String key, long most) {
    try {
      double number = Double.parseDouble(value.text);
      if (number >= 0 && number <= most) {
        return (long) Math.ceil(number);
      }
    } catch (NumberFormatException notANumber) {
      throw bad(value, key);
    }
    throw bad(value, key);
  }

  private static FerryException bad(Value value, String key) {
    return new FerryException(
        Failure.USAGE,
        Text.of(
            "Cannot read pip's settings from `%s`: bad value for `%s`: `%s`",
            "无法读取 `%s` 中的 pip 设置：`%s` 的值有误：`%s`", value.origin, key, value.text));
  }
}
