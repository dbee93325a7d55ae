package dev.ferry.image.application;

import dev.ferry.bundle.yaml.Fields;
import dev.ferry.bundle.yaml.Mistakes;
import dev.ferry.bundle.yaml.YamlFile;
import dev.ferry.bundle.yaml.YamlNode;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ferry-app.yaml}; all mistakes are reported together. */
public final class AppSettingsReader {
  static final List<String> KEYS =
      List.of(
          "entrypoint", "command", "env", "ports", "volumes", "health", "stop-signal", "labels");
  static final List<String> HEALTH_KEYS =
      List.of("command", "interval", "timeout", "start-period", "retries");

  static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,255}");
  static final Pattern PORT = Pattern.compile("([1-9][0-9]{0,4})(?:/(tcp|udp))?");
  static final Pattern SIGNAL = Pattern.compile("SIG[A-Z0-9+-]{1,12}|[1-9][0-9]?");
  static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9._/-]{0,127}");
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,5})s?");
  private static final int LONGEST = 4096;

  private final Fields fields;

  private AppSettingsReader(Fields fields) {
    this.fields = fields;
  }

  /** The settings of a folder, where it has the file. */
  public static AppSettings of(Path folder) {
    Path file = folder.resolve(AppSettings.FILE);
    if (!Files.isRegularFile(file)) {
      return AppSettings.none();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in.readNBytes(YamlFile.LIMIT + 1), file.toString());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /**
   * Reads bytes.
   *
   * @param label the file as messages name it
   */
  public static AppSettings read(byte[] bytes, String label) {
    Mistakes mistakes = new Mistakes(label);
    Optional<YamlNode> root = YamlFile.read(bytes, mistakes);
    mistakes.throwIfAny();
    if (root.isEmpty() || (root.get() instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      return AppSettings.none();
    }
    if (!(root.get() instanceof YamlNode.Mapping mapping)) {
      mistakes.add(root.get().place(), Text.of("want keys with values", "应为键和值"));
      mistakes.throwIfAny();
      throw new IllegalStateException("a mistake was added");
    }
    AppSettings settings = new AppSettingsReader(Fields.of(mapping, KEYS, mistakes)).settings();
    mistakes.throwIfAny();
    AppSettingsCheck.check(settings);
    return settings;
  }

  private AppSettings settings() {
    return new AppSettings(
        fields.texts("entrypoint"),
        fields.texts("command"),
        map("env", VARIABLE),
        checked("ports", PORT, "8080/tcp").stream().map(AppSettingsReader::port).toList(),
        volumes(),
        fields.mapping("health", HEALTH_KEYS).map(AppSettingsReader::health),
        checked("stop-signal", SIGNAL, "SIGTERM").stream().findFirst(),
        map("labels", LABEL));
  }

  /**
   * Settings that did not come from a file, if they are what one may say.
   *
   * @throws FerryException of kind USAGE naming the value that is wrong
   */
  public static AppSettings checked(AppSettings settings) {
    settings.ports().forEach(port -> require(PORT, "--port", port, "8080/tcp"));
    settings.env().keySet().forEach(name -> require(VARIABLE, "--env", name, "NAME=VALUE"));
    settings.labels().keySet().forEach(name -> require(LABEL, "--label", name, "org.example.name"));
    AppSettingsCheck.check(settings);
    return settings;
  }

  private static void require(Pattern pattern, String option, String value, String example) {
    if (!pattern.matcher(value).matches()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "bad value for `%s`: got `%s`, want for example `%s`",
              "`%s` 的值有误：是 `%s`，应如 `%s`", option, value, example));
    }
  }

  /** {@code 8080} means {@code 8080/tcp}. */
  public static String port(String text) {
    return text.contains("/") ? text : text + "/tcp";
  }

  private List<String> checked(String key, Pattern pattern, String example) {
    for (YamlNode.Scalar value : fields.scalars(key)) {
      if (!pattern.matcher(value.text()).matches()) {
        fields.wrong(value, key, Text.same("`" + example + "`"));
      }
    }
    return fields.texts(key);
  }

  private List<String> volumes() {
    for (YamlNode.Scalar value : fields.scalars("volumes")) {
      String path = value.text();
      if (!path.startsWith("/") || path.contains("/..") || path.length() > LONGEST) {
        fields.wrong(value, "volumes", Text.of("an absolute path", "绝对路径"));
      }
    }
    return fields.texts("volumes");
  }

  private SortedMap<String, String> map(String key, Pattern names) {
    SortedMap<String, String> map = new TreeMap<>();
    fields
        .find(key)
        .flatMap(value -> fields.asMapping(key, value))
        .ifPresent(mapping -> mapping.entries().forEach(entry -> put(map, key, names, entry)));
    return map;
  }

  private void put(SortedMap<String, String> map, String key, Pattern names, YamlNode.Entry entry) {
    String name = entry.key().text();
    if (!names.matcher(name).matches()) {
      fields.wrong(entry.key(), key, Text.same("`" + names.pattern() + "`"));
    } else if (!(entry.value() instanceof YamlNode.Scalar value)
        || value.text().length() > LONGEST
        || value.text().chars().anyMatch(Character::isISOControl)) {
      fields.wrong(entry.value(), key + "." + name, Text.of("one line of text", "单行文字"));
    } else if (map.put(name, value.text()) != null) {
      fields.wrong(entry.key(), key, Text.of("each name once", "每个名字只出现一次"));
    }
  }

  private static AppSettings.Health health(Fields health) {
    if (!health.has("command")) {
      health.mistakes().add(health.place(), Text.of("`command` is missing", "缺少 `command`"));
    }
    return new AppSettings.Health(
        health.texts("command"),
        number(health, "interval", 30),
        number(health, "timeout", 5),
        number(health, "start-period", 30),
        number(health, "retries", 3));
  }

  private static int number(Fields fields, String key, int usual) {
    Optional<YamlNode.Scalar> value = fields.scalar(key);
    if (value.isEmpty()) {
      return usual;
    }
    Matcher matcher = SECONDS.matcher(value.get().text());
    if (!matcher.matches()) {
      fields.wrong(value.get(), key, Text.of("a number", "数字"));
      return usual;
    }
    return Integer.parseInt(matcher.group(1));
  }
}
