package dev.ferry.scan.fit;

import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is known about system libraries: a data file of this package. */
final class SystemLibraries {
  private static final String RESOURCE = "system-libraries.json";

  private static final Text CARRY =
      Text.of(
          "carry the library with `files:` into `lib`, and start programs with `bin/ferry-run`",
          "用 `files:` 把该库放入 `lib`，并用 `bin/ferry-run` 启动程序");

  private record Entry(Map<String, String> packages, Optional<Text> withoutRoot) {}

  private final Map<String, Entry> entries = new HashMap<>();

  private SystemLibraries(JsonNode root) {
    for (JsonNode group : root.path("groups")) {
      Map<String, String> packages = new TreeMap<>();
      for (String family : List.of("debian", "rpm")) {
        String name = group.path(family).asString("");
        if (!name.isEmpty()) {
          packages.put(family, name);
        }
      }
      JsonNode way = group.path("withoutRoot");
      Optional<Text> text =
          way.isMissingNode()
              ? Optional.of(CARRY)
              : Optional.of(new Text(way.path("en").asString(), way.path("zh").asString()));
      for (JsonNode soname : group.path("sonames")) {
        entries.put(soname.asString(), new Entry(packages, text));
      }
    }
  }

  static SystemLibraries load() {
    try (InputStream in = SystemLibraries.class.getResourceAsStream(RESOURCE)) {
      return new SystemLibraries(new ObjectMapper().readTree(java.util.Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A library with what is known of it; of an unknown one only a way without root. */
  SystemLibrary describe(String soname, List<String> neededBy) {
    Entry entry = entries.getOrDefault(soname, new Entry(Map.of(), Optional.of(CARRY)));
    return new SystemLibrary(soname, neededBy, entry.packages(), entry.withoutRoot());
  }
}
