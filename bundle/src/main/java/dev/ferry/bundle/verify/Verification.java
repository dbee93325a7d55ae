package dev.ferry.bundle.verify;

import dev.ferry.bundle.read.Problem;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The answer about a bundle. */
public sealed interface Verification permits VerifiedBundle, Verification.Rejected {
  /** Most problems that an error lists. */
  int MOST_TOLD = 20;

  /**
   * It is not what its root says.
   *
   * @param origin the folder or tar
   * @param problems by path, all that were found
   */
  record Rejected(Path origin, List<Problem> problems) implements Verification {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The verified bundle.
   *
   * @throws FerryException a verification failure whose reasons are the problems
   */
  default VerifiedBundle orThrow() {
    return switch (this) {
      case VerifiedBundle verified -> verified;
      case Rejected rejected ->
          throw new FerryException(
                  Failure.VERIFICATION,
                  Text.of(
                      "The bundle `%s` is not whole: %s",
                      "包 `%s` 不完整：%s",
                      rejected.origin(),
                      Text.count(rejected.problems().size(), "problem", "个问题")))
              .reasons(reasons(rejected.problems()));
    };
  }

  private static List<Text> reasons(List<Problem> problems) {
    List<Text> reasons =
        new ArrayList<>(problems.stream().limit(MOST_TOLD).map(Problem::text).toList());
    if (problems.size() > MOST_TOLD) {
      reasons.add(Text.of("and %d more", "另有 %d 个", problems.size() - MOST_TOLD));
    }
    return reasons;
  }
}
