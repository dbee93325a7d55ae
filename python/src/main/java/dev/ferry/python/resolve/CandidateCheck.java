package dev.ferry.python.resolve;

import dev.ferry.model.Target;
import dev.ferry.python.index.IndexFile;

/**
 * Looks into a wheel for a reason why it cannot work on a target, cheaply: by ranges, without
 * downloading it. Safe for use by many threads.
 */
@FunctionalInterface
public interface CandidateCheck {
  /** Accepts everything. */
  CandidateCheck NONE = (target, wheel) -> new Verdict.NotDisproved();

  Verdict disprove(Target target, IndexFile wheel);

  /** What was found. */
  sealed interface Verdict {
    /** No reason was found; libraries that were not opened may still not fit. */
    record NotDisproved() implements Verdict {}

    /** Every library was looked at before, and all of them fit. */
    record Proven() implements Verdict {}

    /** The wheel cannot work on the target. */
    record Unfit(Misfit misfit) implements Verdict {}
  }
}
