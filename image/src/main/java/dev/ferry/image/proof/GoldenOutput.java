package dev.ferry.image.proof;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that a case prints or writes.
 *
 * @param file path relative to the data folder; absent for standard output
 * @param tolerance where equal to the byte is not demanded
 */
public record GoldenOutput(Optional<String> file, Optional<Tolerance> tolerance) {
  /** For messages and reports: {@code stdout} or the file's path. */
  public String name() {
    return file.orElse("stdout");
  }

  /** Where the expected bytes lie, below the case's {@code expected} folder. */
  Path in(Path expected) {
    return file.map(path -> expected.resolve("data").resolve(path))
        .orElseGet(() -> expected.resolve("stdout"));
  }
}
