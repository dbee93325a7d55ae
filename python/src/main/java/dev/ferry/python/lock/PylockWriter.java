package dev.ferry.python.lock;

import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.resolve.Correction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a lock as {@code pylock.toml} (PEP 751); the same lock gives the same bytes. */
public final class PylockWriter {
  /** Version of what stands under {@code [tool.ferry]}. */
  static final long FORMAT = 1;

  private PylockWriter() {}

  /**
   * Where a wheel lies, as seen from the lock's folder; empty where it is only to be downloaded.
   */
  @FunctionalInterface
  public interface WheelPath {
    Optional<String> of(LockedPackage wheel);
  }

  /** The whole file. */
  public static String write(Lock lock, WheelPath path) {
    TomlWriter toml = new TomlWriter();
    toml.comment("Made by Ferry for " + lock.target() + "; not meant to be edited.");
    toml.field("lock-version", "1.0");
    toml.field("requires-python", requiresPython(lock.python()));
    toml.field("created-by", "ferry");
    for (LockedPackage locked : lock.packages()) {
      writePackage(toml, locked, path);
    }
    writeTool(toml, lock);
    return toml.toString();
  }

  /** The lock holds for one minor version of Python, or for one patch version where it is known. */
  private static String requiresPython(String python) {
    return "==" + python + (python.chars().filter(c -> c == '.').count() == 1 ? ".*" : "");
  }

  private static void writePackage(TomlWriter toml, LockedPackage locked, WheelPath path) {
    toml.arrayTable("packages");
    toml.field("name", locked.name().normalized());
    toml.field("version", locked.version().toString());
    if (!locked.requiresPython().isEmpty()) {
      toml.field("requires-python", locked.requiresPython());
    }
    if (!locked.dependencies().isEmpty()) {
      toml.inlineTables(
          "dependencies", locked.dependencies().stream().map(PylockWriter::named).toList());
    }
    toml.inlineTables("wheels", List.of(wheel(locked, path)));
    writePackageTool(toml, locked);
  }

  private static Map<String, Object> named(PackageName name) {
    return Map.of("name", name.normalized());
  }

  private static Map<String, Object> wheel(LockedPackage locked, WheelPath path) {
    Map<String, Object> wheel = new LinkedHashMap<>();
    wheel.put("name", locked.file());
    locked.uploadTime().ifPresent(time -> wheel.put("upload-time", time));
    locked.url().ifPresent(url -> wheel.put("url", url.toString()));
    path.of(locked).ifPresent(place -> wheel.put("path", place));
    locked.size().ifPresent(size -> wheel.put("size", size));
    wheel.put("hashes", Map.of("sha256", locked.sha256().hex()));
    return wheel;
  }

  private static void writePackageTool(TomlWriter toml, LockedPackage locked) {
    toml.table("packages.tool.ferry");
    toml.field("source", locked.source());
    toml.field("fit", locked.fit().id());
    toml.field("requested", locked.requested());
    if (!locked.extras().isEmpty()) {
      toml.field("extras", List.copyOf(locked.extras()));
    }
    locked.build().ifPresent(build -> writeBuild(toml, build));
  }

  private static void writeBuild(TomlWriter toml, BuildRecord build) {
    toml.table("packages.tool.ferry.build");
    toml.field("sdist", build.sdist());
    build.location().ifPresent(location -> toml.field("url", location.toString()));
    toml.field("sha256", build.sha256().hex());
    build.size().ifPresent(size -> toml.field("size", size));
    toml.field("python", build.python());
    build.assumption().ifPresent(assumption -> toml.field("assumption", assumption));
    toml.inlineTables(
        "requirements", build.requirements().stream().map(PylockWriter::buildRequirement).toList());
  }

  private static Map<String, Object> buildRequirement(BuildRecord.BuildRequirement requirement) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("name", requirement.name().normalized());
    table.put("version", requirement.version().toString());
    table.put("file", requirement.file());
    table.put("sha256", requirement.sha256().hex());
    return table;
  }

  private static void writeTool(TomlWriter toml, Lock lock) {
    toml.table("tool.ferry");
    toml.field("format", FORMAT);
    toml.field("target", lock.target());
    toml.field("python", lock.python());
    toml.field("locked", lock.locked());
    toml.field("inputs-digest", lock.inputs().digest().toString());
    if (!lock.waived().isEmpty()) {
      toml.field("waived", lock.waived());
    }
    if (!lock.notes().isEmpty()) {
      toml.inlineTables("notes", lock.notes().stream().map(PylockWriter::note).toList());
    }
    if (!lock.corrections().isEmpty()) {
      toml.inlineTables(
          "corrections", lock.corrections().stream().map(PylockWriter::correction).toList());
    }
    writeInputs(toml, lock.inputs());
  }

  private static Map<String, Object> note(Text note) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("en", note.english());
    table.put("zh", note.chinese());
    return table;
  }

  private static Map<String, Object> correction(Correction correction) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("packages", correction.name().normalized() + correction.versions());
    List<String> requires = new ArrayList<>();
    correction.requires().forEach(one -> requires.add(one.toString()));
    table.put("requires", requires);
    table.put("because", correction.because());
    return table;
  }

  private static void writeInputs(TomlWriter toml, Inputs inputs) {
    toml.table("tool.ferry.inputs");
    toml.field("requirements", inputs.requirements());
    toml.field("constraints", inputs.constraints());
    toml.field("overrides", inputs.overrides());
    toml.field("prereleases", inputs.prereleases());
    inputs.excludeNewer().ifPresent((Instant date) -> toml.field("exclude-newer", date));
    toml.field("fit", inputs.fit());
    writeTerms(toml, inputs.terms());
  }

  /** What is at its default is left out. */
  private static void writeTerms(TomlWriter toml, Terms terms) {
    list(toml, "sources", terms.sources());
    list(toml, "hashes", terms.hashes());
    flag(toml, "require-hashes", terms.requireHashes());
    flag(toml, "allow-unhashed", terms.allowUnhashed());
    flag(toml, "wheels-only", terms.wheelsOnly());
    list(toml, "only-binary", terms.onlyBinary());
    list(toml, "build", terms.build());
    list(toml, "no-binary", terms.noBinary());
    flag(toml, "prefer-binary", terms.preferBinary());
    terms.corrections().ifPresent(digest -> toml.field("corrections", digest.toString()));
    terms.machine().ifPresent(digest -> toml.field("machine", digest.toString()));
    terms.measured().ifPresent(measured -> writeMeasured(toml, measured));
  }

  private static void writeMeasured(TomlWriter toml, Measured measured) {
    toml.table("tool.ferry.inputs.measured");
    list(toml, "cpu-flags", measured.cpuFlags());
    toml.inlineTables(
        "markers", measured.markers().entrySet().stream().map(PylockWriter::marker).toList());
    toml.inlineTables(
        "assumptions", measured.assumptions().stream().map(PylockWriter::note).toList());
  }

  private static Map<String, Object> marker(Map.Entry<String, String> marker) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("name", marker.getKey());
    table.put("value", marker.getValue());
    return table;
  }

  private static void list(TomlWriter toml, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      toml.field(key, texts);
    }
  }

  private static void flag(TomlWriter toml, String key, boolean set) {
    if (set) {
      toml.field(key, true);
    }
  }
}
