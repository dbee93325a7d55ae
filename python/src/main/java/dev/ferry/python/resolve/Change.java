package dev.ferry.python.resolve;

import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;

/**
 * The one thing that an alternative does differently. What is tried and the command that is printed
 * both come from it, so that they cannot drift apart.
 */
public sealed interface Change {
  /** The request with this difference; a request that it does not concern stays as it is. */
  ResolveRequest applyTo(ResolveRequest request);

  /** The difference in a few words. */
  Text what();

  /**
   * Another machine in place of one.
   *
   * @param from the target that cannot be served
   * @param to takes its place
   */
  record OtherMachine(Target from, Target to, Text what) implements Change {
    /** What was found to be unfit was so for the old machine, and is judged anew. */
    @Override
    public ResolveRequest applyTo(ResolveRequest request) {
      return request.target().name().equals(from.name())
          ? request.withTarget(to).withExclusions(List.of())
          : request;
    }
  }

  /**
   * One requirement in place of all on a project.
   *
   * @param name the project
   * @param instead may be on another project
   */
  record OtherRequirement(PackageName name, Requirement instead, Text what) implements Change {
    @Override
    public ResolveRequest applyTo(ResolveRequest request) {
      List<Request> changed = new ArrayList<>();
      boolean placed = false;
      for (Request one : request.requirements()) {
        if (!one.requirement().name().equals(name)) {
          changed.add(one);
        } else if (!placed) {
          changed.add(new Request(instead, List.of(), one.origin()));
          placed = true;
        }
      }
      return request.withRequirements(changed);
    }
  }

  /**
   * One project is built from source although wheels were wanted.
   *
   * @param name the project
   */
  record FromSource(PackageName name, Text what) implements Change {
    @Override
    public ResolveRequest applyTo(ResolveRequest request) {
      return request.withBuilds(request.builds().withSource(name));
    }
  }

  /**
   * One project is not asked for.
   *
   * @param name the project, which may come all the same if another needs it
   */
  record Without(PackageName name, Text what) implements Change {
    @Override
    public ResolveRequest applyTo(ResolveRequest request) {
      return request.withRequirements(
          request.requirements().stream()
              .filter(one -> !one.requirement().name().equals(name))
              .toList());
    }
  }
}
