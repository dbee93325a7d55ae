package dev.ferry.bundle.lock;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.Resolution;
import dev.ferry.python.resolve.ResolveRequest;
import dev.ferry.python.version.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves one environment for one target after another. */
public final class LockService {
  private static final int MOST_NAMED = 5;

  private final Resolving resolver;
  private final LockAssembler assembler;
  private final Progress progress;
  private final InstantSource clock;

  /** Finds a complete set for a target, or throws why there is none. */
  @FunctionalInterface
  public interface Resolving {
    Resolution resolve(ResolveRequest request);

    /**
     * A failure with what can be had instead.
     *
     * @param request the one that failed
     * @param others what is asked for on the other targets
     */
    default FerryException explained(
        FerryException failure, ResolveRequest request, List<ResolveRequest> others) {
      return failure;
    }
  }

  /**
   * @param clock tells the date of new locks
   */
  public LockService(
      Resolving resolver, LockAssembler assembler, Progress progress, InstantSource clock) {
    this.resolver = resolver;
    this.assembler = assembler;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * One lock per target, in their order.
   *
   * @throws dev.ferry.model.FerryException if there is no set for one of them
   */
  public List<TargetLock> lock(LockRequest request) {
    // The day and no more: asked twice on one day, the same set is the same lock and bundle.
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    List<TargetLock> locks = new ArrayList<>();
    for (Target target : request.targets()) {
      TargetLock made = lock(request, target, locks, today);
      OneLibrary.require(target.name(), made.lock());
      locks.add(made);
    }
    sayDifferences(locks);
    return locks;
  }

  private TargetLock lock(
      LockRequest request, Target target, List<TargetLock> before, Instant today) {
    Lock earlier = request.earlier().get(target.name());
    if (earlier != null && request.holds(earlier, target)) {
      earlier.correctionNotes().forEach(progress::note);
      return TargetLock.found(target, earlier);
    }
    ResolveRequest wanted = wanted(request, target, before);
    sayInapplicable(wanted);
    Resolution resolution = resolve(wanted, others(request, target, before));
    resolution.notes().forEach(progress::note);
    Lock lock = assembler.assemble(resolution, request.inputs(target), request.waived(), today);
    return TargetLock.made(target, dated(lock, earlier), resolution);
  }

  /** Somebody may wonder where it is, the more so where nothing is left. */
  private void sayInapplicable(ResolveRequest wanted) {
    List<Requirement> none = wanted.inapplicable();
    if (none.isEmpty()) {
      return;
    }
    String more = none.size() > MOST_NAMED ? ", …" : "";
    String named =
        String.join(", ", none.stream().limit(MOST_NAMED).map(one -> "`" + one + "`").toList());
    String target = wanted.target().name();
    if (none.size() == wanted.requirements().size()) {
      progress.warn(
          Text.of(
              "nothing is left for %s, the markers exclude all of it: %s",
              "对 %s 没有任何依赖适用，环境标记排除了全部：%s", target, named + more));
    } else {
      progress.note(Text.of("not for %s by markers: %s", "按环境标记不适用于 %s：%s", target, named + more));
    }
  }

  private static ResolveRequest wanted(
      LockRequest request, Target target, List<TargetLock> before) {
    return request
        .common()
        .withTarget(target)
        .withPreferences(preferences(request, target, before))
        .withExclusions(request.exclusions().getOrDefault(target.name(), List.of()));
  }

  private static List<ResolveRequest> others(
      LockRequest request, Target target, List<TargetLock> before) {
    return request.targets().stream()
        .filter(other -> !other.name().equals(target.name()))
        .map(other -> wanted(request, other, before))
        .toList();
  }

  private Resolution resolve(ResolveRequest wanted, List<ResolveRequest> others) {
    Text what = Text.of("Resolving for %s", "正在为 %s 求解", wanted.target().name());
    Progress.Task task = progress.start(what, 0);
    try {
      return resolver.resolve(wanted);
    } catch (FerryException failure) {
      throw resolver.explained(failure, wanted, others);
    } finally {
      task.close();
    }
  }

  /** What a target's own earlier lock says comes first, then what the first target took. */
  private static Map<PackageName, Version> preferences(
      LockRequest request, Target target, List<TargetLock> before) {
    Map<PackageName, Version> preferences = new HashMap<>();
    if (!before.isEmpty()) {
      preferences.putAll(versions(before.get(0).lock()));
    }
    Lock own = request.earlier().get(target.name());
    if (own != null) {
      preferences.putAll(request.upgrade().keep(versions(own)));
    }
    return preferences;
  }

  private static Map<PackageName, Version> versions(Lock lock) {
    Map<PackageName, Version> versions = new HashMap<>();
    lock.packages().forEach(locked -> versions.put(locked.name(), locked.version()));
    return versions;
  }

  /** A lock that says what the earlier one said keeps its date, and so stays the same bytes. */
  private static Lock dated(Lock lock, @Nullable Lock earlier) {
    if (earlier == null) {
      return lock;
    }
    Lock same =
        new Lock(
            lock.target(),
            lock.python(),
            earlier.locked(),
            lock.inputs(),
            lock.packages(),
            lock.corrections(),
            lock.waived(),
            lock.notes());
    boolean equal =
        same.inputs().equals(earlier.inputs())
            && files(same).equals(files(earlier))
            && same.python().equals(earlier.python())
            && same.corrections().equals(earlier.corrections())
            && same.waived().equals(earlier.waived());
    return equal ? earlier : lock;
  }

  private static List<Object> files(Lock lock) {
    return lock.packages().stream().<Object>map(LockedPackage::sha256).toList();
  }

  private void sayDifferences(List<TargetLock> locks) {
    Lock first = locks.get(0).lock();
    for (TargetLock other : locks.subList(1, locks.size())) {
      Lock lock = other.lock();
      List<String> differences = TargetDifferences.between(first, lock);
      if (!differences.isEmpty()) {
        progress.note(
            Text.of(
                "%s differs from %s: %s",
                "%s 与 %s 不同：%s", lock.target(), first.target(), String.join(", ", differences)));
      }
    }
  }
}
