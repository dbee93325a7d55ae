package dev.ferry.bundle.verify;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.oci.archive.Extent;
import java.util.Optional;

/**
 * How a verification comes to the digests of what it verifies: by reading, by reading and keeping
 * what was read, or by knowing them.
 */
@FunctionalInterface
public interface ExtentDigests {
  /** By reading. */
  ExtentDigests READ = ExtentReader::digest;

  /**
   * The digest of an extent, or nothing where it cannot be read.
   *
   * @param task is told of every byte
   */
  Optional<Digest> digest(Extent extent, Progress.Task task);
}
