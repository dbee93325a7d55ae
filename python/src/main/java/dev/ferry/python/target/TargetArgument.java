package dev.ferry.python.target;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Understands what stands behind {@code --target}. */
public final class TargetArgument {
  /** The word for the machine that Ferry runs on. */
  public static final String HOST = "host";

  private TargetArgument() {}

  /** The target that a name, a probe's file or {@code host} means. */
  public static Target resolve(String argument) {
    return resolve(argument, Optional.empty());
  }

  /**
   * The same with a choice among several Pythons of a probe.
   *
   * @param python a path, {@code 3.11}, {@code 3.11.9} or {@code cp311}
   * @throws FerryException of {@link Failure#USAGE} where a name cannot be read or already says its
   *     Python, of {@link Failure#VERIFICATION} where a file is no probe
   */
  public static Target resolve(String argument, Optional<String> python) {
    if (argument.equals(HOST)) {
      return HostTarget.measure(python);
    }
    if (looksLikeFile(argument)) {
      return ProbeReader.read(Path.of(argument), python);
    }
    Target target = TargetName.parse(argument);
    if (python.isPresent()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Target `%s` names its Python, got another choice `%s`",
              "目标 `%s` 已指明 Python，又给出了 `%s`", argument, python.get()));
    }
    return target;
  }

  /**
   * The same machine with each Python that {@code --python} could choose; nothing for a name, which
   * says its own.
   */
  public static List<Target> pythons(String argument) {
    if (argument.equals(HOST)) {
      return HostTarget.measureAll();
    }
    return looksLikeFile(argument) ? ProbeReader.readAll(Path.of(argument)) : List.of();
  }

  /** A name never contains a slash nor ends in {@code .json}; an existing file is a file. */
  private static boolean looksLikeFile(String argument) {
    if (argument.indexOf('/') >= 0 || argument.endsWith(".json")) {
      return true;
    }
    try {
      return !argument.isEmpty() && Files.isRegularFile(Path.of(argument));
    } catch (InvalidPathException notOne) {
      return false;
    }
  }
}
