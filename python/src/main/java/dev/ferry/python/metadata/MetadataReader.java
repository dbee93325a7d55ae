package dev.ferry.python.metadata;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.metadata.Headers.Header;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.requirement.RequirementParser;
import dev.ferry.python.syntax.Characters;
import dev.ferry.python.syntax.SyntaxException;
import dev.ferry.python.version.SpecifierParser;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes typed fields of the header lines. */
final class MetadataReader {
  private static final int MAXIMUM_REQUIREMENTS = 20_000;
  private static final String LICENCE_CLASSIFIER = "License ::";

  private final Headers headers;

  MetadataReader(Headers headers) {
    this.headers = headers;
  }

  Metadata read() {
    Header name = required("Name");
    Header version = required("Version");
    return new Metadata(
        headers.first("metadata-version"),
        PackageName.find(name.value()).orElseThrow(() -> wrong(name, notA("name", "名称"))),
        Version.findVersion(version.value())
            .orElseThrow(() -> wrong(version, notA("version", "版本"))),
        requiresPython(),
        requiresDist(),
        providesExtras(),
        headers.values("dynamic").stream().map(Characters::lowerCase).collect(Collectors.toSet()),
        headers.first("summary"),
        licence());
  }

  private Header required(String field) {
    List<Header> found = headers.named(Characters.lowerCase(field));
    if (found.isEmpty()) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of("`METADATA` has no field `%s`", "`METADATA` 缺少字段 `%s`", field));
    }
    return found.getFirst();
  }

  private VersionSpecifiers requiresPython() {
    List<Header> found = headers.named("requires-python");
    if (found.isEmpty()) {
      return VersionSpecifiers.any();
    }
    try {
      return SpecifierParser.set(found.getFirst().unfolded());
    } catch (SyntaxException bad) {
      throw wrong(found.getFirst(), bad);
    }
  }

  private List<Requirement> requiresDist() {
    List<Header> found = headers.named("requires-dist");
    if (found.size() > MAXIMUM_REQUIREMENTS) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "`METADATA` has %d `Requires-Dist` lines, more than the %d that are read",
              "`METADATA` 含 %d 行 `Requires-Dist`，超过上限 %d", found.size(), MAXIMUM_REQUIREMENTS));
    }
    List<Requirement> requirements = new ArrayList<>();
    for (Header header : found) {
      try {
        requirements.add(RequirementParser.parse(header.unfolded()));
      } catch (SyntaxException bad) {
        throw wrong(header, bad);
      }
    }
    return requirements;
  }

  private Set<String> providesExtras() {
    Set<String> extras = new TreeSet<>();
    headers.values("provides-extra").forEach(each -> extras.add(PackageName.normalize(each)));
    return extras;
  }

  private Metadata.Licence licence() {
    return new Metadata.Licence(
        headers.first("license-expression"),
        headers.first("license"),
        headers.values("classifier").stream()
            .filter(classifier -> classifier.startsWith(LICENCE_CLASSIFIER))
            .toList(),
        headers.values("license-file"));
  }

  private static SyntaxException notA(String english, String chinese) {
    return new SyntaxException(Text.of("not a valid %s", "不是有效的%s", Text.of(english, chinese)), 0);
  }

  private static FerryException wrong(Header header, SyntaxException bad) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "`METADATA` line %d, `%s: %s`: %s (at character %d of the value)",
            "`METADATA` 第 %d 行 `%s: %s`：%s（值的第 %d 个字符）",
            header.line(),
            header.name(),
            SyntaxException.abbreviate(header.value()),
            bad.reason(),
            bad.position() + 1),
        bad);
  }
}
