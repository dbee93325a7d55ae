package dev.ferry.cli.command;

import dev.ferry.bundle.lock.LockFolder;
import dev.ferry.bundle.lock.TargetLock;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.resolve.FitMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code pack --lock FOLDER}: locks as they are, of all targets or of those named. */
final class GivenLocks {
  private GivenLocks() {}

  static List<TargetLock> read(
      LockFolder folder, EnvironmentSpec spec, ResolveArguments arguments, Invocation invocation) {
    Map<String, Lock> all = folder.all();
    List<TargetLock> locks = new ArrayList<>();
    if (spec.targets().isEmpty()) {
      all.forEach((name, lock) -> locks.add(TargetLock.found(TargetName.parse(name), lock)));
    } else {
      for (Target target : arguments.targets(invocation, spec)) {
        Lock lock = all.get(target.name());
        if (lock == null) {
          throw absent(folder, target.name());
        }
        locks.add(TargetLock.found(target, lock));
      }
    }
    if (locks.isEmpty()) {
      throw absent(folder, "*");
    }
    return locks;
  }

  /** How the locks were made is how they are judged. */
  static FitMode fit(List<TargetLock> locks) {
    String mode = locks.get(0).lock().inputs().fit();
    return Arrays.stream(FitMode.values())
        .filter(one -> one.id().equals(mode))
        .findFirst()
        .orElse(FitMode.STRICT);
  }

  private static FerryException absent(LockFolder folder, String target) {
    return new FerryException(
        Failure.USAGE, Text.of("no lock `%s`", "没有锁文件 `%s`", folder.path(target)));
  }
}
