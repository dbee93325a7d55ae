package dev.ferry.image.base;

import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * How a base goes with an environment.
 *
 * @param python of the base that runs the environment; none where it brings its own, or none is
 *     needed, or none fits
 * @param problems why no image can be made; empty where one can
 * @param warnings what may trouble a program that runs in it
 * @param missingLibraries sonames that the environment reaches and nobody offers
 */
public record BaseFit(
    Optional<BasePython> python,
    List<Text> problems,
    List<Text> warnings,
    List<String> missingLibraries) {
  public BaseFit {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    missingLibraries = List.copyOf(missingLibraries);
  }

  /** What to do about libraries that are missing. */
  public Optional<Text> advice() {
    return missingLibraries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "Give a .deb or .rpm that has it with `--package FILE`, or choose another base",
                "用 `--package FILE` 给出含有它的 .deb 或 .rpm，或改用其他基础镜像"));
  }
}
