package dev.ferry.python.resolve;

import dev.ferry.python.index.IndexFile;
import dev.ferry.python.metadata.Metadata;

/** What became of a release when its files were looked at. */
sealed interface Candidate {
  /**
   * It can be used.
   *
   * @param file the wheel or the source
   * @param unfit wheels that gave way to this one
   */
  record Usable(
      IndexFile file,
      Metadata metadata,
      FitStatus fit,
      boolean source,
      java.util.List<Unusable.Unfit.UnfitWheel> unfit)
      implements Candidate {}

  /** It cannot. */
  record Useless(Unusable why) implements Candidate {}
}
