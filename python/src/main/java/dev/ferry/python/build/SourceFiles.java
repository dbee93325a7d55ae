package dev.ferry.python.build;

import dev.ferry.model.Digest;
import dev.ferry.python.index.IndexFile;
import java.nio.file.Path;

/** Brings a file of an index into the store, whole and checked against its claimed hash. */
@FunctionalInterface
public interface SourceFiles {
  /** A file in the store. */
  record Fetched(Path path, Digest digest, long size) {}

  /**
   * Downloads, unless the store has it.
   *
   * @throws dev.ferry.model.FerryException if it cannot be had or has other bytes than claimed
   */
  Fetched fetch(IndexFile file);
}
