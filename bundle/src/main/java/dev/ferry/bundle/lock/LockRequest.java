package dev.ferry.bundle.lock;

import dev.ferry.model.Target;
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
 * @param waived paths inside wheels whose misfit is accepted, for the record
 * @param earlier locks of the same environment, by name of target
 * @param upgrade which of their versions may move
 * @param exclusions wheels that were found not to fit a target, by its name
 */
public record LockRequest(
    List<Target> targets,
    ResolveRequest common,
    List<String> waived,
    Map<String, Lock> earlier,
    Upgrade upgrade,
    Map<String, List<Exclusion>> exclusions) {
  public LockRequest {
    targets = List.copyOf(targets);
    waived = List.copyOf(waived);
    earlier = Map.copyOf(earlier);
    exclusions = Map.copyOf(exclusions);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("Bad value for `targets`: none");
    }
  }

  /** The same, resolved again after wheels were found not to fit. */
  public LockRequest withExclusions(Map<String, List<Exclusion>> unfit) {
    return new LockRequest(targets, common, waived, earlier, upgrade, unfit);
  }
}
