package dev.ferry.python.resolve;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.metadata.Metadata;

/** Makes a wheel of a release that exists only as source. */
public interface SourceBuilds {
  /**
   * What the wheel's metadata would say on the target.
   *
   * @throws FerryException of kind {@code refused} if no wheel for the target can be made here
   */
  Metadata metadata(IndexFile sdist, Target target);

  /**
   * Builds the wheel and keeps it in the store.
   *
   * @throws FerryException of kind {@code refused} if no wheel for the target can be made here
   */
  BuiltWheel build(IndexFile sdist, Target target);

  /** Whether a build here can give compiled code that runs on the target. */
  default boolean compilesFor(Target target) {
    return true;
  }

  /** Builds nothing. */
  static SourceBuilds refusing() {
    return new SourceBuilds() {
      @Override
      public Metadata metadata(IndexFile sdist, Target target) {
        throw refusal(sdist);
      }

      @Override
      public BuiltWheel build(IndexFile sdist, Target target) {
        throw refusal(sdist);
      }

      private FerryException refusal(IndexFile sdist) {
        return new FerryException(
            Failure.REFUSED,
            Text.of(
                "`%s` is source, and nothing is built here",
                "`%s` 是源码，而此处不进行构建", sdist.filename()));
      }
    };
  }
}
