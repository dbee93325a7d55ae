package dev.ferry.python.reqfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A requirements file with everything it includes.
 *
 * @param requirements by name, in the order of reading
 * @param constraints limits on names, whoever asks for them
 * @param direct requirements by place: local paths, URLs, {@code -e}
 * @param options for the whole run
 */
public record RequirementsFile(
    List<RequirementLine> requirements,
    List<RequirementLine> constraints,
    List<DirectLine> direct,
    IndexOptions options) {
  public RequirementsFile {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    direct = List.copyOf(direct);
  }

  /**
   * Reads a requirements file ({@code -r}) and the files it names.
   *
   * @param file at most 8 MiB, as is each file it names
   * @param environment for {@code ${NAME}}
   * @throws dev.ferry.model.FerryException of kind {@code usage}, whose reasons are all mistakes
   *     with file, line and column
   */
  public static RequirementsFile read(Path file, Map<String, String> environment) {
    return FilesReader.read(file, environment, false);
  }

  /** Reads a constraints file ({@code -c}) in the same way. */
  public static RequirementsFile readConstraints(Path file, Map<String, String> environment) {
    return FilesReader.read(file, environment, true);
  }
}
