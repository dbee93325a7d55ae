package dev.ferry.python.resolve;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.name.PackageName;
import java.util.List;

/** A source that was chosen, and cannot be built after all. */
final class FailedBuild extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient PackageName project;
  private final transient IndexFile sdist;
  private final transient FerryException why;

  FailedBuild(PackageName project, IndexFile sdist, FerryException why) {
    super(why);
    this.project = project;
    this.sdist = sdist;
    this.why = why;
  }

  /** Whether a failure speaks against the source, rather than against this machine or network. */
  static boolean isReason(FerryException failure) {
    return failure.failure().exitCode() == Failure.REFUSED.exitCode();
  }

  /** What failed, and the first fatal thing that was heard of it, in one line. */
  static Text shortly(FerryException failure) {
    List<Text> reasons = failure.reasons();
    return reasons.isEmpty()
        ? failure.text()
        : Text.of("%s: %s", "%s：%s", failure.text(), reasons.getFirst());
  }

  PackageName project() {
    return project;
  }

  IndexFile sdist() {
    return sdist;
  }

  FerryException why() {
    return why;
  }

  /** The failure with everything that was heard of it. */
  Text text() {
    Text all = why.text();
    for (Text reason : why.reasons()) {
      all = Text.of("%s\n%s", "%s\n%s", all, reason);
    }
    return Text.of("%s\n`%s` is passed over", "%s\n跳过 `%s`", all, sdist.filename());
  }
}
