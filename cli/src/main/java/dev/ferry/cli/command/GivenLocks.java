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
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pack --lock FOLDER}: locks as they are, of all targets or of those named. */
final class GivenLocks {
  private GivenLocks() {}

  /** Options that say which files are the right ones; a lock has said so already. */
  private static final Set<String> DECIDING =
      Set.of(
          "--file",
          "--requirement",
          "--constraint",
          "--override",
          "--pre",
          "--exclude-newer",
          "--only-binary",
          "--no-binary",
          "--no-build",
          "--fit",
          "--allow-unhashed",
          "--require-hashes",
          "--no-corrections",
          "--without",
          "--upgrade");

  /** Refuses what would have to be resolved: locks are packed as they are. */
  static void refuseWishes(ParseResult typed, List<String> requirements) {
    List<String> wishes = new ArrayList<>(requirements);
    typed.matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(DECIDING::contains)
        .distinct()
        .forEach(wishes::add);
    if (!wishes.isEmpty()) {
      String named = String.join(", ", wishes.stream().map(wish -> "`" + wish + "`").toList());
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "`--lock` takes locks as they are, got %s", "`--lock` 原样采用锁文件，却又给出了 %s", named))
          .hint(
              Text.of(
                  "Lock it again with `ferry lock`; a `ferry.yaml` in the folder of the locks is"
                      + " read",
                  "请用 `ferry lock` 重新锁定；锁文件目录中的 `ferry.yaml` 会被读取"));
    }
  }

  static List<TargetLock> read(
      LockFolder folder, EnvironmentSpec spec, ResolveArguments arguments, Invocation invocation) {
    Map<String, Lock> all = folder.all();
    List<TargetLock> locks = new ArrayList<>();
    if (spec.targets().isEmpty()) {
      all.forEach((name, lock) -> locks.add(TargetLock.found(lock.machine(name), lock)));
    } else {
      for (Target target : arguments.targets(invocation, spec)) {
        Lock lock = all.get(target.name());
        if (lock == null) {
          throw absent(folder, target.name());
        }
        locks.add(TargetLock.found(measured(target, lock), lock));
      }
    }
    if (locks.isEmpty()) {
      throw absent(folder, "*");
    }
    return locks;
  }

  /** A name alone says less than the lock of a machine that was measured. */
  private static Target measured(Target target, Lock lock) {
    boolean named = target.equals(TargetName.parse(target.name()));
    return named ? lock.machine(target.name()) : target;
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
