package dev.ferry.bundle.lock;

import dev.ferry.model.Target;
import dev.ferry.python.lock.Inputs;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.resolve.Exclusion;
import dev.ferry.python.resolve.ResolveRequest;
import java.util.List;
import java.util.Map;

/**
 * What to lock.
 *
 * @param targets at least one, each once
 * @param common what is asked for on all of them; its own target does not count
 * @param sources where packages come from, see {@link NamedSources#texts}
 * @param waived paths inside wheels whose misfit is accepted, for the record
 * @param earlier locks of the same environment, by name of target
 * @param upgrade which of their versions may move
 * @param reuse whether an earlier lock that answers the same question is taken as it is
 * @param exclusions wheels that were found not to fit a target, by its name
 */
public record LockRequest(
    List<Target> targets,
    ResolveRequest common,
    List<String> sources,
    List<String> waived,
    Map<String, Lock> earlier,
    Upgrade upgrade,
    boolean reuse,
    Map<String, List<Exclusion>> exclusions) {
  public LockRequest {
    targets = List.copyOf(targets);
    sources = List.copyOf(sources);
    waived = List.copyOf(waived);
    earlier = Map.copyOf(earlier);
    exclusions = Map.copyOf(exclusions);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("Bad value for `targets`: none");
    }
  }

  /** The same, resolved again after wheels were found not to fit. */
  public LockRequest withExclusions(Map<String, List<Exclusion>> unfit) {
    return new LockRequest(targets, common, sources, waived, earlier, upgrade, reuse, unfit);
  }

  /** Whether an earlier lock of a target is taken without asking any source. */
  boolean holds(Lock earlier, Target target) {
    return reuse
        && upgrade.equals(Upgrade.NOTHING)
        && !exclusions.containsKey(target.name())
        && earlier.inputs().equals(inputs(target));
  }

  /** What a lock for a target answers. */
  Inputs inputs(Target target) {
    return Inputs.of(common.withTarget(target), sources, waived);
  }
}
