package dev.ferry.image.parity;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the two that are compared. */
public sealed interface Side {
  /** What people call it. */
  String name();

  /** The words of its command up to {@code run}. */
  List<String> command(Path script);

  /**
   * Python with Paddle, which runs Ferry's own small script.
   *
   * @param interpreter of the environment
   */
  record Python(Path interpreter) implements Side {
    /**
     * From what a person names: the folder of an environment, or its interpreter.
     *
     * @throws FerryException of kind USAGE where it is neither
     */
    public static Python of(Path named) {
      for (Path candidate : List.of(named.resolve("bin/python"), named)) {
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return new Python(candidate);
        }
      }
      throw missing(
          named,
          Text.of(
              "want an environment with `bin/python`, or an interpreter",
              "需要含有 `bin/python` 的环境，或解释器"));
    }

    @Override
    public String name() {
      return "python";
    }

    @Override
    public List<String> command(Path script) {
      return List.of(interpreter.toString(), "-I", "-B", script.toString());
    }
  }

  /**
   * A program that follows the contract by itself.
   *
   * @param file that is executed
   */
  record Program(Path file) implements Side {
    /**
     * From what a person names.
     *
     * @throws FerryException of kind USAGE where it is no program
     */
    public static Program of(Path named) {
      if (Files.isRegularFile(named) && Files.isExecutable(named)) {
        return new Program(named);
      }
      throw missing(named, Text.of("want a program", "需要可执行程序"));
    }

    @Override
    public String name() {
      return "cpp";
    }

    @Override
    public List<String> command(Path script) {
      return List.of(file.toString());
    }
  }

  private static FerryException missing(Path named, Text want) {
    return new FerryException(
        Failure.USAGE, Text.of("`%s` cannot be run: %s", "无法运行 `%s`：%s", named, want));
  }
}
