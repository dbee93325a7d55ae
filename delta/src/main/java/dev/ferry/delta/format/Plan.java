package dev.ferry.delta.format;

import java.util.List;
import java.util.Optional;

/**
 * How the new file is made.
 *
 * @param volumes content of the old side that is opened to look further into it: volume 1, 2, …;
 *     each lies in one of a lower number
 * @param skeletons central directories, in the order of their zips
 * @param content the new file
 */
public record Plan(List<OldRef> volumes, List<Skeleton> skeletons, Piece content) {
  public Plan {
    volumes = List.copyOf(volumes);
    skeletons = List.copyOf(skeletons);
  }

  /**
   * A central directory with the end records that follow it.
   *
   * @param old the counterpart
   * @param size bytes
   */
  public record Skeleton(Optional<OldRef> old, long size) {}
}
