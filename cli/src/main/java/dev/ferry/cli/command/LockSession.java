package dev.ferry.cli.command;

import dev.ferry.bundle.lock.LockFolder;
import dev.ferry.bundle.lock.LockRequest;
import dev.ferry.bundle.lock.RequirementFiles;
import dev.ferry.bundle.lock.SpecRequest;
import dev.ferry.bundle.lock.WorkbenchSetup;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Target;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.resolve.ResolveRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One reading of the arguments of {@code lock} and {@code pack}.
 *
 * @param spec with what the command line adds
 * @param targets at least one
 * @param common what is asked for on all of them
 * @param setup of the workbench
 */
record LockSession(
    EnvironmentSpec spec, List<Target> targets, ResolveRequest common, WorkbenchSetup setup) {

  static LockSession of(Invocation invocation, ResolveArguments arguments) {
    EnvironmentSpec spec = arguments.spec(invocation);
    RequirementFiles files = arguments.files(invocation);
    List<Target> targets = arguments.targets(invocation, spec);
    ResolveRequest common = SpecRequest.of(spec, files, arguments.rules(), targets.get(0));
    return new LockSession(spec, targets, common, arguments.workbench(invocation, spec, files));
  }

  /** What to lock, with the locks of a folder as the earlier ones. */
  LockRequest request(LockFolder folder, ResolveArguments arguments, boolean reuse) {
    Map<String, Lock> earlier = new HashMap<>();
    for (Target target : targets) {
      folder.find(target.name()).ifPresent(lock -> earlier.put(target.name(), lock));
    }
    return new LockRequest(
        targets, common, spec.fit().ignore(), earlier, arguments.upgrade(), reuse, Map.of());
  }

  /** What to lock, without any earlier lock. */
  LockRequest request(ResolveArguments arguments) {
    return new LockRequest(
        targets, common, spec.fit().ignore(), Map.of(), arguments.upgrade(), false, Map.of());
  }
}
