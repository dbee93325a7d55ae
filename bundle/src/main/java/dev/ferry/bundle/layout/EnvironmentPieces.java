package dev.ferry.bundle.layout;

import dev.ferry.oci.Platform;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one target.
 *
 * @param target its name
 * @param platform its machine
 * @param document {@code environment.json}
 * @param lock {@code pylock.toml}
 * @param requirements {@code requirements.txt}
 * @param wheels in order of path
 */
public record EnvironmentPieces(
    String target,
    Platform platform,
    Piece document,
    Piece lock,
    Piece requirements,
    List<Piece> wheels) {
  public EnvironmentPieces {
    wheels = wheels.stream().sorted(Comparator.comparing(Piece::path)).toList();
  }

  Stream<Piece> pieces() {
    return Stream.concat(Stream.of(document, lock, requirements), wheels.stream());
  }
}
