package dev.ferry.python.lock;

import dev.ferry.model.Digest;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.marker.Marker;
import dev.ferry.python.marker.MarkerEnvironment;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.tag.TargetTags;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads the {@code [[packages]]} of a lock, for one target where it is known. */
final class LockedPackages {
  private static final int MOST_WHEELS = 2_000;

  private final Optional<MarkerEnvironment> environment;
  private final Optional<TargetTags> tags;

  LockedPackages(Optional<Target> target) {
    this.environment = target.map(MarkerEnvironment::of);
    this.tags = target.map(TargetTags::of);
  }

  /** The package, or nothing if its marker leaves it out on the target. */
  Optional<LockedPackage> read(TomlFields fields) {
    Optional<Marker> marker =
        fields.findParsed("marker", Marker::parse, "a marker such as `os_name == \"posix\"`");
    if (marker.isPresent()
        && environment.isPresent()
        && !marker.get().evaluate(environment.get(), Set.of())) {
      return Optional.empty();
    }
    PackageName name = fields.parsed("name", PackageName::of, "a project's name");
    Wheel wheel = wheel(fields, name);
    Optional<TomlFields> ferry = fields.findTable("tool").flatMap(tool -> tool.findTable("ferry"));
    return Optional.of(locked(fields, name, wheel, ferry));
  }

  /**
   * @param filename taken apart
   * @param fields of the wheel's table
   */
  private record Wheel(WheelFilename filename, TomlFields fields) {}

  private LockedPackage locked(
      TomlFields fields, PackageName name, Wheel wheel, Optional<TomlFields> ferry) {
    Digest sha256 =
        wheel
            .fields()
            .findTable("hashes")
            .flatMap(hashes -> hashes.findSha256("sha256"))
            .orElseThrow(() -> wheel.fields().missing("hashes.sha256"));
    return new LockedPackage(
        name,
        wheel.filename().version(),
        wheel.filename().filename(),
        wheel.fields().findUrl("url").filter(LockedPackages::isDownload),
        sha256,
        wheel.fields().findNumber("size"),
        wheel.fields().findTime("upload-time"),
        ferry.flatMap(tool -> tool.findText("source")).orElse("lock"),
        ferry.flatMap(tool -> tool.findTable("build")).map(LockedPackages::build),
        ferry.map(LockedPackages::fit).orElse(FitStatus.NOT_DISPROVED),
        ferry.map(tool -> tool.flag("requested", false)).orElse(true),
        fields
            .findParsed("requires-python", VersionSpecifiers::parse, "version specifiers")
            .map(VersionSpecifiers::toString)
            .orElse(""),
        dependencies(fields),
        new TreeSet<>(ferry.map(tool -> tool.texts("extras", MOST_WHEELS)).orElse(List.of())));
  }

  private static boolean isDownload(URI url) {
    return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
  }

  private static FitStatus fit(TomlFields ferry) {
    return FitStatus.find(ferry.text("fit"))
        .orElseThrow(() -> ferry.bad("fit", "`proven`, `not-disproved` or `off`"));
  }

  private static List<PackageName> dependencies(TomlFields fields) {
    List<PackageName> result = new ArrayList<>();
    for (TomlFields one : fields.tables("dependencies", PylockReader.MOST_PACKAGES)) {
      result.add(one.parsed("name", PackageName::of, "a project's name"));
    }
    return result;
  }

  private Wheel wheel(TomlFields fields, PackageName name) {
    Wheel best = null;
    int bestRank = Integer.MAX_VALUE;
    List<TomlFields> wheels = fields.tables("wheels", MOST_WHEELS);
    for (TomlFields one : wheels) {
      WheelFilename filename = filename(one, name);
      OptionalInt rank = tags.map(known -> known.rank(filename.tags())).orElse(OptionalInt.of(0));
      if (rank.isPresent() && rank.getAsInt() < bestRank) {
        best = new Wheel(filename, one);
        bestRank = rank.getAsInt();
      }
    }
    if (best == null) {
      throw fields.fault(
          wheels.isEmpty()
              ? Text.of("`%s` has no wheel in it", "其中 `%s` 没有 wheel", name)
              : Text.of("no wheel of `%s` in it runs on the target", "`%s` 没有可用于目标的 wheel", name));
    }
    if (tags.isEmpty() && wheels.size() > 1) {
      throw fields.fault(
          Text.of("`%s` has several wheels and no target is given", "`%s` 有多个 wheel，而未给出目标", name));
    }
    checkVersion(fields, best);
    return best;
  }

  private static void checkVersion(TomlFields fields, Wheel wheel) {
    Optional<Version> version = fields.findParsed("version", Version::parse, "a version");
    if (version.isPresent() && !version.get().equals(wheel.filename().version())) {
      throw fields.bad("version", "`" + wheel.filename().version() + "`, as its wheel says");
    }
  }

  /**
   * The name given, or else the last part of path or URL (PEP 751, {@code packages.wheels.name}).
   */
  private static WheelFilename filename(TomlFields wheel, PackageName name) {
    String key =
        wheel.findText("name").isPresent()
            ? "name"
            : wheel.findText("path").isPresent() ? "path" : "url";
    String text = wheel.text(key);
    String last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    String decoded =
        key.equals("url")
            ? java.net.URLDecoder.decode(
                last.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8)
            : last;
    return WheelFilename.findWheel(decoded)
        .filter(parsed -> parsed.name().equals(name))
        .orElseThrow(() -> wheel.bad(key, "the file name of a wheel of `" + name + "`"));
  }

  private static BuildRecord build(TomlFields fields) {
    List<BuildRecord.BuildRequirement> requirements = new ArrayList<>();
    for (TomlFields one : fields.tables("requirements", PylockReader.MOST_PACKAGES)) {
      requirements.add(
          new BuildRecord.BuildRequirement(
              one.parsed("name", PackageName::of, "a project's name"),
              one.parsed("version", Version::parse, "a version"),
              one.text("file"),
              one.findSha256("sha256").orElseThrow(() -> one.missing("sha256"))));
    }
    return new BuildRecord(
        fields.text("sdist"),
        fields.findUrl("url"),
        fields.findSha256("sha256").orElseThrow(() -> fields.missing("sha256")),
        fields.findNumber("size"),
        requirements,
        fields.text("python"),
        fields.findText("assumption"));
  }
}
