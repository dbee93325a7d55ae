package dev.ferry.bundle.lock;

import dev.ferry.model.Text;
import dev.ferry.python.reqfile.IndexOptions;
import dev.ferry.python.reqfile.RequirementsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /** What the files say for the whole run, in their order; constraints may say it too. */
  public List<IndexOptions> options() {
    return Stream.of(requirements, constraints, overrides)
        .flatMap(List::stream)
        .map(RequirementsFile::options)
        .toList();
  }

  /** Options that pip accepts and that say nothing here, each as a sentence. */
  public List<Text> ignored() {
    return options().stream()
        .flatMap(options -> options.useFeatures().stream())
        .distinct()
        .map(
            feature ->
                Text.of(
                    "`--use-feature %s` in a requirements file is pip's own and changes nothing"
                        + " here",
                    "requirements 文件中的 `--use-feature %s` 只对 pip 有意义，此处不起作用", feature))
        .toList();
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
