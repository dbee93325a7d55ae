package dev.ferry.image.make;

import dev.ferry.image.base.Base;
import dev.ferry.image.config.RunSettings;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the program that an image starts is in it; golden cases may start another one. */
final class EntryProgram {
  private EntryProgram() {}

  /**
   * Refuses an image that cannot start.
   *
   * @param wholeBase whether everything of the base is in the image
   */
  static void require(RunSettings run, List<PlannedLayer> layers, Base base, boolean wholeBase) {
    if (run.app().entrypoint().isEmpty()) {
      return;
    }
    Set<String> paths = new HashSet<>();
    for (PlannedLayer layer : layers) {
      for (PlannedEntry entry : layer.entries()) {
        paths.add("/" + entry.entry().path());
      }
    }
    String program = run.app().entrypoint().get(0);
    String name = program.substring(program.lastIndexOf('/') + 1);
    boolean there =
        program.contains("/")
            ? paths.contains(absolute(program))
            : List.of(run.env().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(folder -> paths.contains(folder + "/" + name));
    boolean ofBase = wholeBase && base.facts().programs().contains(name);
    if (!there && !ofBase) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "The image cannot start: its entry point `%s` is not in it",
                  "镜像无法启动：其中没有入口程序 `%s`", program))
          .hint(
              Text.of(
                  "the application lies in `/%s`, the environment's programs in `/%s/bin`",
                  "应用位于 `/%s`，环境的程序位于 `/%s/bin`",
                  ImageLayout.APPLICATION,
                  ImageLayout.ENVIRONMENT));
    }
  }

  private static String absolute(String program) {
    return Path.of("/" + ImageLayout.APPLICATION).resolve(program).normalize().toString();
  }
}
