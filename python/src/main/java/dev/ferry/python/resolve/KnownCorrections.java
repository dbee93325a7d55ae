package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.VersionSpecifiers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The corrections that Ferry ships, each with its evidence: {@code corrections.json} beside this
 * class. They apply to every resolution unless switched off, so that a lock does not depend on
 * whether the machine that made it could try the set out.
 */
public final class KnownCorrections {
  private KnownCorrections() {}

  /** All of them, in the file's order. */
  public static List<Correction> read() {
    try (InputStream file = KnownCorrections.class.getResourceAsStream("corrections.json")) {
      if (file == null) {
        throw new IllegalStateException("resource `corrections.json` is not in the jar");
      }
      List<Correction> corrections = new ArrayList<>();
      for (JsonNode entry : JsonMapper.shared().readTree(file.readAllBytes())) {
        for (JsonNode name : entry.required("packages")) {
          corrections.add(correction(PackageName.of(name.asString()), entry));
        }
      }
      return List.copyOf(corrections);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Correction correction(PackageName name, JsonNode entry) {
    List<Requirement> requires = new ArrayList<>();
    for (JsonNode requirement : entry.required("requires")) {
      requires.add(Requirement.parse(requirement.asString()));
    }
    return new Correction(
        name,
        VersionSpecifiers.parse(entry.required("versions").asString()),
        requires,
        entry.required("evidence").asString());
  }
}
