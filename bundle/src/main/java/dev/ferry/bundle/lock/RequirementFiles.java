package dev.ferry.bundle.lock;

import dev.ferry.python.reqfile.RequirementsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Requirements files of the command line, read.
 *
 * @param requirements of {@code -r}
 * @param constraints of {@code -c}
 * @param overrides of {@code --override}
 */
public record RequirementFiles(
    List<RequirementsFile> requirements,
    List<RequirementsFile> constraints,
    List<RequirementsFile> overrides) {
  public RequirementFiles {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    overrides = List.copyOf(overrides);
  }

  /**
   * Reads them all.
   *
   * @param environment for {@code ${NAME}} in the files
   */
  public static RequirementFiles read(
      List<Path> requirements,
      List<Path> constraints,
      List<Path> overrides,
      Map<String, String> environment) {
    return new RequirementFiles(
        requirements.stream().map(file -> RequirementsFile.read(file, environment)).toList(),
        constraints.stream()
            .map(file -> RequirementsFile.readConstraints(file, environment))
            .toList(),
        overrides.stream().map(file -> RequirementsFile.read(file, environment)).toList());
  }
}
