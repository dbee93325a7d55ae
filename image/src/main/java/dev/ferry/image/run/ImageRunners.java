package dev.ferry.image.run;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Spelling;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/** Finds a runner that works on this machine. */
public final class ImageRunners {
  private static final List<String> NAMES = List.of("own", "podman", "docker");

  private ImageRunners() {}

  /** The first that works here: Ferry's own, podman, docker. */
  public static Optional<ImageRunner> find() {
    return NAMES.stream().map(ImageRunners::look).flatMap(Optional::stream).findFirst();
  }

  /**
   * The one that was asked for, or the first that works where none was.
   *
   * @param choice {@code own}, {@code podman}, {@code docker}
   * @throws FerryException of kind USAGE for another word
   */
  public static Optional<ImageRunner> find(Optional<String> choice) {
    if (choice.isEmpty()) {
      return find();
    }
    String name = choice.get();
    if (!NAMES.contains(name)) {
      FerryException failure =
          new FerryException(
              Failure.USAGE,
              Text.of(
                  "No runner is called `%s`, want one of %s",
                  "没有名为 `%s` 的运行器，应为 %s 之一", name, String.join(", ", NAMES)));
      throw Spelling.findNearest(name, NAMES)
          .map(near -> failure.hint(Text.of("Did you mean `%s`?", "是否想写 `%s`？", near)))
          .orElse(failure);
    }
    return look(name);
  }

  private static Optional<ImageRunner> look(String name) {
    return switch (name) {
      case "own" ->
          OwnRunner.look() instanceof OwnRunner.Found.Usable usable
              ? Optional.of(usable.runner())
              : Optional.empty();
      default -> EngineRunner.find(name).map(runner -> runner);
    };
  }
}
