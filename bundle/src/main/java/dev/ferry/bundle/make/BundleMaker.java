package dev.ferry.bundle.make;

import dev.ferry.bundle.lock.LockRequest;
import dev.ferry.bundle.lock.LockService;
import dev.ferry.bundle.lock.OneLibrary;
import dev.ferry.bundle.lock.TargetLock;
import dev.ferry.bundle.lock.Workbench;
import dev.ferry.bundle.pack.BundleCheck;
import dev.ferry.bundle.pack.DownloadFetcher;
import dev.ferry.bundle.pack.PackOutcome;
import dev.ferry.bundle.pack.PackPlan;
import dev.ferry.bundle.pack.Packer;
import dev.ferry.bundle.pack.RehearsalCheck;
import dev.ferry.bundle.pack.StoreCheck;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.resolve.Exclusion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a bundle of a request or of given locks. */
public final class BundleMaker {
  private static final int QUIET_ROUNDS = 3;
  private static final int MOST_ROUNDS = 30;

  private final Workbench bench;
  private final StoreCheck store;

  public BundleMaker(Workbench bench) {
    this.bench = bench;
    this.store = new StoreCheck(bench.store(), bench.progress());
  }

  /**
   * Locks and packs. Wheels that turn out not to fit are excluded and the set is resolved again.
   *
   * @param locks makes the locks
   * @throws FerryException if there is no set, or a source contradicts its own files twice
   */
  public PackOutcome.Packed make(LockService locks, LockRequest request, PackWish wish) {
    Map<String, List<Exclusion>> excluded = new HashMap<>();
    boolean contradicted = false;
    LockRequest current = request;
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      PackOutcome outcome = pack(locks.lock(current), wish, false);
      switch (outcome) {
        case PackOutcome.Packed packed -> {
          return packed;
        }
        case PackOutcome.Misfits misfits -> {
          exclude(misfits, excluded);
          sayRound(round, misfits);
        }
        case PackOutcome.Contradicted other -> {
          if (contradicted) {
            throw contradiction(other);
          }
          contradicted = true;
          other.contradictions().forEach(this::forget);
        }
      }
      current = request.withExclusions(excluded);
    }
    throw new FerryException(
        Failure.INFEASIBLE,
        Text.of("no fitting set after %d rounds", "%d 轮之后仍没有适合的集合", MOST_ROUNDS));
  }

  /** Packs locks as they are. */
  public PackOutcome.Packed make(List<TargetLock> given, PackWish wish) {
    return switch (pack(given, wish, true)) {
      case PackOutcome.Packed packed -> packed;
      case PackOutcome.Misfits misfits ->
          throw new IllegalStateException("a given lock is refused: " + misfits);
      case PackOutcome.Contradicted other -> throw contradiction(other);
    };
  }

  /** What packing would do, at the price of metadata. */
  public PackPlan plan(LockService locks, LockRequest request, PackWish wish) {
    return plan(locks.lock(request), wish, false);
  }

  /** What packing given locks would do. */
  public PackPlan plan(List<TargetLock> given, PackWish wish) {
    return plan(given, wish, true);
  }

  private PackPlan plan(List<TargetLock> locked, PackWish wish, boolean given) {
    locked.forEach(one -> OneLibrary.require(one.target().name(), one.lock()));
    return PackPlan.of(wish.request(locked, given), bench.store());
  }

  private PackOutcome pack(List<TargetLock> locked, PackWish wish, boolean given) {
    store.check(plan(locked, wish, given).files());
    new Rebuilds(bench).bring(locked);
    RehearsalCheck rehearsal =
        new RehearsalCheck(bench.store().facts(), scratch(), bench.progress());
    Optional<BundleCheck> check = wish.rehearse() ? Optional.of(rehearsal) : Optional.empty();
    Packer packer =
        new Packer(
            bench.store(),
            bench.records(),
            new DownloadFetcher(bench.index().downloader(), new LinkPlaces(bench.index())),
            check,
            bench.progress());
    PackOutcome outcome = packer.pack(plan(locked, wish, given));
    return outcome instanceof PackOutcome.Packed packed
        ? packed.withUnrehearsed(rehearsal.impossibles())
        : outcome;
  }

  private static Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void exclude(PackOutcome.Misfits misfits, Map<String, List<Exclusion>> excluded) {
    List<Exclusion> all = new ArrayList<>(excluded.getOrDefault(misfits.target(), List.of()));
    all.addAll(misfits.exclusions());
    excluded.put(misfits.target(), all);
  }

  private void sayRound(int round, PackOutcome.Misfits misfits) {
    if (round >= QUIET_ROUNDS) {
      Exclusion first = misfits.exclusions().get(0);
      bench
          .progress()
          .note(
              Text.of(
                  "round %d for %s: `%s` does not fit, %s; resolving again",
                  "%2$s 第 %1$d 轮：`%3$s` 不适合，%4$s；重新求解",
                  round,
                  misfits.target(),
                  first.filename(),
                  first.misfit().prose()));
    }
  }

  /** Drops what was believed of a wheel, so that the next resolution reads it anew. */
  private void forget(PackOutcome.Contradiction contradiction) {
    bench.progress().warn(contradiction.text());
    bench.index().findPage(contradiction.name()).stream()
        .flatMap(page -> page.files().stream())
        .filter(file -> isMeant(file, contradiction))
        .forEach(bench.index()::forgetMetadata);
  }

  private static boolean isMeant(IndexFile file, PackOutcome.Contradiction contradiction) {
    return file.filename().equals(contradiction.file());
  }

  private static FerryException contradiction(PackOutcome.Contradicted outcome) {
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "wheels for `%s` say something else inside than their source said",
                "目标 `%s` 的 wheel 内部与来源所说不符", outcome.target()))
        .reasons(outcome.contradictions().stream().map(PackOutcome.Contradiction::text).toList());
  }
}
