package dev.ferry.python.build;

import dev.ferry.model.Digest;

/** Brings files that a lock names by digest into the store. */
@FunctionalInterface
public interface RecordedFiles {
  /**
   * Downloads, unless the store has it.
   *
   * @param filename of a wheel or a source
   * @throws dev.ferry.model.FerryException if no source has such a file, or has other bytes
   */
  SourceFiles.Fetched fetch(String filename, Digest sha256);
}
