package dev.ferry.python.reqfile;

import java.nio.file.Path;

/**
 * A place in a requirements file.
 *
 * @param file as it was reached from the first file
 * @param line from 1
 * @param column from 1
 */
public record Origin(Path file, int line, int column) {
  /** {@code file:line}. */
  public String shortened() {
    return file + ":" + line;
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
