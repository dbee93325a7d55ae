package dev.ferry.bundle.make;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.lock.TargetLock;
import dev.ferry.bundle.pack.PackRequest;
import dev.ferry.bundle.pack.PackTarget;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Inputs;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.FitMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a bundle should be, before its locks are known.
 *
 * @param spec what is asked for; its name and version count where it has them
 * @param folder that local paths of the spec start from
 * @param output the folder that receives the bundle
 * @param form which names the bundle has
 * @param tar whether it is one file
 * @param fit what happens to wheels that do not fit
 * @param rehearse whether the set is tried out before the bundle gets its name
 */
public record PackWish(
    EnvironmentSpec spec,
    Path folder,
    Path output,
    Form form,
    boolean tar,
    FitMode fit,
    boolean rehearse) {

  /** The request for these locks. */
  PackRequest request(List<TargetLock> locks, boolean given) {
    LockedPackage first = first(locks.get(0).lock());
    return new PackRequest(
        spec.name().orElseGet(() -> first.name().normalized()),
        spec.version().orElseGet(() -> first.version().toString()),
        locks.stream()
            .map(one -> new PackTarget(one.target(), one.lock(), one.metadata()))
            .toList(),
        asked(locks.get(0).lock()),
        folder,
        output,
        form,
        tar,
        fit,
        given);
  }

  /** What the bundle's spec asks for: what its lock answers, in the words of ours. */
  private EnvironmentSpec asked(Lock lock) {
    Inputs inputs = lock.inputs();
    boolean answered =
        lock.target().isEmpty() || canonical(spec.requires()).equals(inputs.requirements());
    if (!spec.requires().isEmpty() && answered) {
      return spec;
    }
    return new EnvironmentSpec(
        spec.name(),
        spec.version(),
        spec.targets(),
        spec.interpreters(),
        inputs.requirements(),
        spec.constraints().isEmpty() ? inputs.constraints() : spec.constraints(),
        spec.overrides().isEmpty() ? inputs.overrides() : spec.overrides(),
        spec.sources(),
        spec.prereleases() || inputs.prereleases(),
        spec.excludeNewer().or(() -> inputs.excludeNewer().map(Instant::toString)),
        spec.build(),
        spec.fit(),
        spec.files(),
        spec.env(),
        spec.smoke(),
        spec.corrections());
  }

  private static List<String> canonical(List<String> requires) {
    return requires.stream().map(text -> Requirement.parse(text).toString()).toList();
  }

  /** The package that was asked for first; its name and version stand for the whole. */
  private static LockedPackage first(Lock lock) {
    for (String text : lock.inputs().requirements()) {
      Requirement wanted = Requirement.parse(text);
      for (LockedPackage locked : lock.packages()) {
        if (locked.name().equals(wanted.name())) {
          return locked;
        }
      }
    }
    return lock.packages().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new FerryException(
                    Failure.REFUSED,
                    Text.of("the lock for `%s` has no package", "`%s` 的锁文件中没有软件包", lock.target())));
  }
}
