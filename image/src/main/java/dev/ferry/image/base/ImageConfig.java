package dev.ferry.image.base;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What counts of an image's config (OCI image-spec {@code config.md}).
 *
 * @param platform that the image says it is for
 * @param diffIds of its layers, from the lowest
 * @param env its variables; of one that is there twice the last counts, as for the kernel's callers
 */
record ImageConfig(Platform platform, List<Digest> diffIds, SortedMap<String, String> env) {
  private static final int MOST_LAYERS = 127;

  static ImageConfig parse(String where, byte[] bytes) {
    JsonFields fields = JsonFields.foreign(where, bytes);
    Platform platform =
        new Platform(
            fields.string("os"), fields.string("architecture"), fields.findString("variant"));
    JsonFields roots = fields.object("rootfs");
    if (!roots.string("type").equals("layers")) {
      throw roots.bad("type", "layers");
    }
    List<Digest> diffIds = new ArrayList<>();
    for (String text : roots.strings("diff_ids")) {
      try {
        diffIds.add(Digest.parse(text));
      } catch (IllegalArgumentException wrong) {
        throw roots.bad("diff_ids", "digests `sha256:<64 hex digits>`");
      }
    }
    if (diffIds.isEmpty() || diffIds.size() > MOST_LAYERS) {
      throw roots.bad("diff_ids", "1 to " + MOST_LAYERS + " digests");
    }
    return new ImageConfig(platform, diffIds, env(fields.findObject("config")));
  }

  private static SortedMap<String, String> env(Optional<JsonFields> config) {
    SortedMap<String, String> env = new TreeMap<>();
    if (config.isPresent()) {
      for (String variable : config.get().findStrings("Env")) {
        int equals = variable.indexOf('=');
        if (equals < 1) {
          throw config.get().bad("Env", "`NAME=value` each");
        }
        env.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return env;
  }
}
