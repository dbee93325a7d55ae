package dev.ferry.image.run;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ferry's own runner: layers in a folder, a command in new namespaces. It needs a Python 3 on this
 * machine and nothing else, and it can trace.
 */
public final class OwnRunner implements ImageRunner {
  private final RunnerScript script;

  private OwnRunner(RunnerScript script) {
    this.script = script;
  }

  /** The runner, or why it does not work on this machine. */
  public sealed interface Found {
    /** It works here. */
    record Usable(OwnRunner runner) implements Found {}

    /**
     * It does not.
     *
     * @param reason of this machine
     */
    record Unusable(Text reason) implements Found {}
  }

  /** Tries what a run needs: namespaces, mounts in them. */
  public static Found look() {
    RunnerScript script = RunnerScript.write();
    Optional<Text> trouble = script.trouble();
    if (trouble.isPresent()) {
      script.close();
      return new Found.Unusable(trouble.get());
    }
    return new Found.Usable(new OwnRunner(script));
  }

  /**
   * The runner.
   *
   * @throws FerryException of kind ENVIRONMENT where it does not work on this machine
   */
  public static OwnRunner require() {
    return switch (look()) {
      case Found.Usable usable -> usable.runner();
      case Found.Unusable unusable ->
          throw new FerryException(
                  Failure.ENVIRONMENT,
                  Text.of(
                      "Cannot run images in namespaces of their own here: %s",
                      "此处无法在独立的命名空间中运行镜像：%s", unusable.reason()))
              .hint(
                  Text.of(
                      "Run it as root, or allow user namespaces"
                          + " (`sysctl kernel.unprivileged_userns_clone`, AppArmor)",
                      "请以 root 运行，或允许用户命名空间"
                          + "（`sysctl kernel.unprivileged_userns_clone`、AppArmor）"));
    };
  }

  @Override
  public String name() {
    return "own";
  }

  @Override
  public LoadedImage load(Path archive, Path scratch) {
    return new OwnImage(OpenedImage.open(archive, scratch), script);
  }
}
