package dev.ferry.bundle.spec;

import dev.ferry.bundle.yaml.Fields;
import dev.ferry.bundle.yaml.Mistakes;
import dev.ferry.bundle.yaml.YamlNode;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.MovingName;
import dev.ferry.model.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The keys of {@code ferry.yaml}, one after another. */
final class SpecFields {
  static final List<String> KEYS =
      List.of(
          "name",
          "version",
          "targets",
          "python",
          "requires",
          "constraints",
          "overrides",
          "sources",
          "prereleases",
          "exclude-newer",
          "build",
          "fit",
          "files",
          "env",
          "smoke",
          "corrections");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.!+_-]{0,63}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}?");
  private static final List<String> MODES = List.of("strict", "warn", "off");

  private final Fields fields;
  private final Checks checks;

  private SpecFields(Fields fields) {
    this.fields = fields;
    this.checks = new Checks(fields.mistakes());
  }

  static EnvironmentSpec read(YamlNode.Mapping root, Mistakes mistakes) {
    return new SpecFields(Fields.of(root, KEYS, mistakes)).spec();
  }

  private EnvironmentSpec spec() {
    return new EnvironmentSpec(
        named("name", NAME),
        named("version", VERSION),
        targets(),
        FileFields.interpreters(fields, checks),
        requirements("requires"),
        requirements("constraints"),
        requirements("overrides"),
        sources(),
        fields.flag("prereleases"),
        excludeNewer(),
        build(),
        fit(),
        FileFields.files(fields, checks),
        env(),
        smoke(),
        corrections());
  }

  private Optional<String> named(String key, Pattern allowed) {
    Optional<YamlNode.Scalar> scalar = fields.scalar(key);
    scalar.ifPresent(
        value -> {
          if (MovingName.is(value.text())) {
            fields
                .mistakes()
                .add(
                    value.place(),
                    Text.of(
                        "`%s: %s` names something else tomorrow, want a fixed one",
                        "`%s: %s` 会随时间指向不同内容，应使用固定的值", key, value.text()));
          } else if (!allowed.matcher(value.text()).matches()) {
            fields.wrong(
                value,
                key,
                Text.of(
                    "letters, digits, `.`, `_`, `-`, at most 64, a letter or digit first",
                    "字母、数字、`.`、`_`、`-`，至多 64 个，以字母或数字开头"));
          }
        });
    return scalar.map(YamlNode.Scalar::text);
  }

  private List<String> targets() {
    List<YamlNode.Scalar> targets = fields.scalars("targets");
    Set<String> seen = new HashSet<>();
    for (YamlNode.Scalar target : targets) {
      checks.target(target);
      if (!seen.add(target.text())) {
        fields
            .mistakes()
            .add(
                target.place(), Text.of("target `%s` stands twice", "目标 `%s` 重复出现", target.text()));
      }
    }
    return targets.stream().map(YamlNode.Scalar::text).toList();
  }

  private List<String> requirements(String key) {
    List<YamlNode.Scalar> requirements = fields.scalars(key);
    requirements.forEach(checks::requirement);
    return requirements.stream().map(YamlNode.Scalar::text).toList();
  }

  private List<EnvironmentSpec.Source> sources() {
    Map<String, Integer> lines = new HashMap<>();
    return fields.mappings("sources", SourceFields.KEYS).stream()
        .map(source -> SourceFields.read(source, checks, lines))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> excludeNewer() {
    Optional<YamlNode.Scalar> date = fields.scalar("exclude-newer");
    date.filter(value -> UploadDeadline.find(value.text()).isEmpty())
        .ifPresent(
            value ->
                fields.wrong(
                    value, "exclude-newer", Text.same("`2026-11-21` / `2026-11-21T08:00:00Z`")));
    return date.map(YamlNode.Scalar::text);
  }

  private EnvironmentSpec.Build build() {
    Optional<Fields> build = fields.mapping("build", List.of("allow"));
    if (build.isEmpty()) {
      return new EnvironmentSpec.Build(List.of());
    }
    List<YamlNode.Scalar> allow = build.get().scalars("allow");
    allow.forEach(checks::packageName);
    return new EnvironmentSpec.Build(allow.stream().map(YamlNode.Scalar::text).toList());
  }

  private EnvironmentSpec.Fit fit() {
    Optional<Fields> fit = fields.mapping("fit", List.of("mode", "ignore"));
    if (fit.isEmpty()) {
      return new EnvironmentSpec.Fit(Optional.empty(), List.of());
    }
    Optional<YamlNode.Scalar> mode = fit.get().scalar("mode");
    mode.filter(value -> !MODES.contains(value.text()))
        .ifPresent(value -> fields.wrong(value, "fit.mode", Text.same("`strict`, `warn`, `off`")));
    return new EnvironmentSpec.Fit(mode.map(YamlNode.Scalar::text), fit.get().texts("ignore"));
  }

  private SortedMap<String, String> env() {
    SortedMap<String, String> env = new TreeMap<>();
    fields
        .find("env")
        .flatMap(value -> fields.asMapping("env", value))
        .ifPresent(mapping -> mapping.entries().forEach(entry -> variable(entry, env)));
    return env;
  }

  private void variable(YamlNode.Entry entry, SortedMap<String, String> env) {
    String name = entry.key().text();
    if (!VARIABLE.matcher(name).matches()) {
      fields.wrong(entry.key(), "env", Text.same("`[A-Z_][A-Z0-9_]*`"));
    }
    if (!(entry.value() instanceof YamlNode.Scalar value)) {
      fields.wrong(entry.value(), "env." + name, Text.of("a text", "一段文字"));
      return;
    }
    if (value.text().chars().anyMatch(Character::isISOControl)) {
      fields.wrong(value, "env." + name, Text.of("one line", "单行文字"));
    }
    SUBSTITUTION
        .matcher(value.text())
        .results()
        .filter(found -> !found.group().equals("${FERRY_ENV}"))
        .findFirst()
        .ifPresent(
            found ->
                fields.wrong(
                    value,
                    "env." + name,
                    Text.of("no substitution but `${FERRY_ENV}`", "除 `${FERRY_ENV}` 外不支持替换")));
    if (env.put(name, value.text()) != null) {
      fields
          .mistakes()
          .add(entry.key().place(), Text.of("`%s` stands a second time", "`%s` 重复出现", name));
    }
  }

  private Optional<EnvironmentSpec.Smoke> smoke() {
    Optional<YamlNode> value = fields.find("smoke");
    if (value.isPresent() && value.get() instanceof YamlNode.Scalar script) {
      return Optional.of(
          new EnvironmentSpec.Smoke(List.of(), Optional.of(script.text()), List.of()));
    }
    return fields
        .mapping("smoke", List.of("imports", "python", "commands"))
        .map(
            smoke ->
                new EnvironmentSpec.Smoke(
                    smoke.texts("imports"), smoke.text("python"), smoke.texts("commands")));
  }

  private List<EnvironmentSpec.Correction> corrections() {
    return fields.mappings("corrections", List.of("packages", "requires", "because")).stream()
        .map(this::correction)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<EnvironmentSpec.Correction> correction(Fields correction) {
    Optional<YamlNode.Scalar> packages = correction.required("packages");
    Optional<YamlNode.Scalar> because = correction.required("because");
    packages.ifPresent(checks::requirement);
    List<YamlNode.Scalar> requires = correction.scalars("requires");
    requires.forEach(checks::requirement);
    if (packages.isEmpty() || because.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EnvironmentSpec.Correction(
            packages.get().text(),
            requires.stream().map(YamlNode.Scalar::text).toList(),
            because.get().text()));
  }
}
