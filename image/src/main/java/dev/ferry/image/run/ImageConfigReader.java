package dev.ferry.image.run;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the config of an image (OCI {@code config.md}) as far as a runner needs it. */
final class ImageConfigReader {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final JsonFields fields;

  ImageConfigReader(byte[] bytes) {
    this.fields = JsonFields.foreign("config", bytes);
  }

  /** Digests of the layers' tars, from the lowest up. */
  List<Digest> diffIds() {
    JsonFields root = fields.object("rootfs");
    return root.strings("diff_ids").stream().map(text -> digest(root, text)).toList();
  }

  private static Digest digest(JsonFields root, String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw root.bad("diff_ids", "digests");
    }
  }

  ImageConfig config() {
    Optional<JsonFields> found = fields.findObject("config");
    if (found.isEmpty()) {
      return new ImageConfig(
          List.of(), List.of(), env(List.of()), Optional.empty(), "/", new TreeSet<>());
    }
    JsonFields config = found.get();
    Optional<JsonFields> volumes = config.findObject("Volumes");
    return new ImageConfig(
        words(config, "Entrypoint"),
        words(config, "Cmd"),
        env(words(config, "Env")),
        config.findString("User").filter(user -> !user.isEmpty()),
        config.findString("WorkingDir").filter(path -> path.startsWith("/")).orElse("/"),
        new TreeSet<>(volumes.map(JsonFields::names).orElse(List.of())));
  }

  private static List<String> words(JsonFields config, String field) {
    return config.has(field) ? config.strings(field) : List.of();
  }

  private static SortedMap<String, String> env(List<String> lines) {
    SortedMap<String, String> env = new TreeMap<>();
    env.put("PATH", DEFAULT_PATH);
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        env.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return env;
  }
}
