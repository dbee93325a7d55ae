package dev.ferry.python.build;

import dev.ferry.model.Digest;
import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.resolve.BuildRecord.BuildRequirement;
import dev.ferry.python.resolve.BuiltWheel;
import dev.ferry.python.version.Version;
import dev.ferry.store.BlobStore;
import dev.ferry.store.FactStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Remembers which wheel a source gave under which interpreter; the wheel itself is a blob. */
final class BuildCache {
  private static final String KIND = "source-build-v1";

  static final Comparator<BuildRequirement> BY_NAME = Comparator.comparing(BuildRequirement::name);

  private final FactStore facts;
  private final BlobStore blobs;

  BuildCache(FactStore facts, BlobStore blobs) {
    this.facts = facts;
    this.blobs = blobs;
  }

  Optional<SourceBuilder.Built> find(Digest sdist, HostPython python) {
    return facts.find(KIND, key(sdist, python)).flatMap(this::read);
  }

  void put(Digest sdist, HostPython python, SourceBuilder.Built built) {
    BuiltWheel wheel = built.wheel();
    BuildRecord record = wheel.record();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("filename", wheel.filename());
    fields.put("sha256", wheel.sha256().hex());
    fields.put("size", wheel.size());
    fields.put("sdist", record.sdist());
    record.location().ifPresent(location -> fields.put("location", location.toString()));
    fields.put("sdist_sha256", record.sha256().hex());
    fields.put("sdist_size", record.size().orElse(0));
    fields.put("python", record.python());
    List<Map<String, Object>> requirements = new ArrayList<>();
    for (BuildRequirement requirement : record.requirements()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", requirement.name().normalized());
      one.put("version", requirement.version().toString());
      one.put("file", requirement.file());
      one.put("sha256", requirement.sha256().hex());
      requirements.add(one);
    }
    fields.put("requirements", requirements);
    facts.put(KIND, key(sdist, python), JsonMapper.shared().writeValueAsBytes(fields));
  }

  static BuildRequirement requirement(BuildRequirements.BuildWheel wheel) {
    int equal = wheel.pin().indexOf("==");
    return new BuildRequirement(
        PackageName.of(wheel.pin().substring(0, equal)),
        Version.parse(wheel.pin().substring(equal + 2)),
        wheel.filename(),
        wheel.digest());
  }

  private static String key(Digest sdist, HostPython python) {
    return sdist.hex() + "-" + python.version().version();
  }

  /** A record that cannot be read, or whose wheel is gone, is as good as none. */
  private Optional<SourceBuilder.Built> read(byte[] fact) {
    try {
      JsonNode fields = JsonMapper.shared().readTree(new String(fact, StandardCharsets.UTF_8));
      Digest digest = new Digest(fields.path("sha256").asString(""));
      Optional<Path> blob = blobs.find(digest);
      if (blob.isEmpty()) {
        return Optional.empty();
      }
      List<BuildRequirement> requirements = new ArrayList<>();
      for (JsonNode one : fields.path("requirements")) {
        requirements.add(
            new BuildRequirement(
                PackageName.of(one.path("name").asString("")),
                Version.parse(one.path("version").asString("")),
                one.path("file").asString(""),
                new Digest(one.path("sha256").asString(""))));
      }
      BuildRecord record =
          new BuildRecord(
              fields.path("sdist").asString(""),
              Optional.ofNullable(fields.path("location").asString(null)).map(URI::create),
              new Digest(fields.path("sdist_sha256").asString("")),
              OptionalLong.of(fields.path("sdist_size").asLong(0)),
              requirements,
              fields.path("python").asString(""),
              Optional.empty());
      String filename = fields.path("filename").asString("");
      BuiltWheel wheel = new BuiltWheel(filename, digest, fields.path("size").asLong(0), record);
      return Optional.of(
          new SourceBuilder.Built(wheel, SourceBuilder.metadata(blob.get(), filename)));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
