package dev.ferry.bundle.spec;

import dev.ferry.bundle.yaml.Fields;
import dev.ferry.bundle.yaml.YamlNode;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One entry of {@code sources}. */
final class SourceFields {
  static final List<String> KEYS = List.of("name", "url", "find-links", "mirrors", "packages");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private SourceFields() {}

  /**
   * Reads one source, or notes why it is none.
   *
   * @param lines names of the sources before this one and the lines they stand in
   */
  static Optional<EnvironmentSpec.Source> read(
      Fields source, Checks checks, Map<String, Integer> lines) {
    Optional<YamlNode.Scalar> name = source.required("name");
    name.ifPresent(value -> checkName(source, value, lines));
    Optional<YamlNode.Scalar> index = source.scalar("url");
    Optional<YamlNode.Scalar> links = source.scalar("find-links");
    if (index.isPresent() == links.isPresent()) {
      source
          .mistakes()
          .add(
              source.place(),
              Text.of(
                  "a source has either `url` or `find-links`", "源应有 `url` 或 `find-links` 其中之一"));
      return Optional.empty();
    }
    index.ifPresent(url -> checks.webAddress("url", url));
    links.ifPresent(value -> checks.linksLocation("find-links", value));
    List<YamlNode.Scalar> mirrors = source.scalars("mirrors");
    mirrors.forEach(mirror -> checks.webAddress("mirrors", mirror));
    List<YamlNode.Scalar> packages = source.scalars("packages");
    packages.forEach(checks::packageName);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EnvironmentSpec.Source(
            name.get().text(),
            index.isPresent()
                ? EnvironmentSpec.Source.Kind.INDEX
                : EnvironmentSpec.Source.Kind.FIND_LINKS,
            index.or(() -> links).map(YamlNode.Scalar::text).orElseThrow(),
            mirrors.stream().map(YamlNode.Scalar::text).toList(),
            packages.stream().map(YamlNode.Scalar::text).toList()));
  }

  private static void checkName(Fields source, YamlNode.Scalar name, Map<String, Integer> lines) {
    if (!NAME.matcher(name.text()).matches()) {
      source.wrong(name, "name", Text.same("`[A-Za-z0-9][A-Za-z0-9._-]*`"));
    }
    Integer before = lines.putIfAbsent(name.text(), name.place().line());
    if (before != null) {
      source
          .mistakes()
          .add(
              name.place(),
              Text.of(
                  "source `%s` stands a second time, first in line %d",
                  "源 `%s` 重复出现，第一次在第 %d 行", name.text(), before));
    }
  }
}
