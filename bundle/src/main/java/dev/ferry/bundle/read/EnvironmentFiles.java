package dev.ferry.bundle.read;

import dev.ferry.bundle.layout.Piece;
import java.util.List;

/**
 * The files of one target of a bundle that was opened.
 *
 * @param target its name
 * @param document {@code environment.json}
 * @param lock {@code pylock.toml}
 * @param requirements {@code requirements.txt}
 * @param wheels in order of path
 */
public record EnvironmentFiles(
    String target, Piece document, Piece lock, Piece requirements, List<Piece> wheels) {
  public EnvironmentFiles {
    wheels = List.copyOf(wheels);
  }
}
