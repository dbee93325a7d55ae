package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.resolve.Exclusion;
import dev.ferry.python.resolve.FitMode;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.wheel.WheelRecord;
import dev.ferry.scan.fit.FitReport;
import dev.ferry.scan.fit.SetFit;
import dev.ferry.scan.fit.WheelFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the bytes of a target's wheels say about fitting it.
 *
 * @param lock with what is now known about each wheel
 * @param report of the whole set; empty where nobody was to look
 * @param exclusions wheels that must give way
 */
record FitProof(Lock lock, Optional<FitReport> report, List<Exclusion> exclusions) {
  FitProof {
    exclusions = List.copyOf(exclusions);
  }

  /** Judges one target. */
  static FitProof of(
      PackRequest request, PackTarget target, Map<Digest, WheelRecord> records, Progress progress) {
    Lock sized = withSizes(target.lock(), records);
    if (request.fit() == FitMode.OFF) {
      return new FitProof(sized, Optional.empty(), List.of());
    }
    List<WheelRecord> wheels =
        sized.packages().stream().map(locked -> record(records, locked)).toList();
    Set<String> waived = new TreeSet<>(sized.waived());
    waived.addAll(request.spec().fit().ignore());
    FitReport report =
        new SetFit(target.target(), waived, carriedLibraries(request.spec())).prove(wheels);
    Map<Digest, WheelFit> fits = new HashMap<>();
    report.wheels().forEach(fit -> fits.put(fit.wheel(), fit));
    List<Exclusion> exclusions = exclusions(sized, fits);
    if (request.fit() == FitMode.WARN) {
      exclusions.forEach(exclusion -> progress.warn(text(exclusion)));
      exclusions = List.of();
    }
    return new FitProof(proven(sized, fits), Optional.of(report), exclusions);
  }

  private static WheelRecord record(Map<Digest, WheelRecord> records, LockedPackage locked) {
    return Objects.requireNonNull(records.get(locked.sha256()), locked.file());
  }

  private static Lock withSizes(Lock lock, Map<Digest, WheelRecord> records) {
    return lock.withPackages(
        lock.packages().stream()
            .map(locked -> locked.withSize(record(records, locked).size()))
            .toList());
  }

  /** Libraries that the spec's own files bring into the folder that the loader searches. */
  private static Set<String> carriedLibraries(EnvironmentSpec spec) {
    Set<String> names = new TreeSet<>();
    for (EnvironmentSpec.CarriedFile file : spec.files()) {
      if (file.to().startsWith("lib/")) {
        names.add(file.to().substring(file.to().lastIndexOf('/') + 1));
      }
    }
    return names;
  }

  private static List<Exclusion> exclusions(Lock lock, Map<Digest, WheelFit> fits) {
    List<Exclusion> exclusions = new ArrayList<>();
    for (LockedPackage locked : lock.packages()) {
      WheelFit fit = fits.get(locked.sha256());
      if (fit != null) {
        fit.misfits()
            .forEach(misfit -> exclusions.add(new Exclusion(locked.name(), locked.file(), misfit)));
      }
    }
    return exclusions;
  }

  private static Lock proven(Lock lock, Map<Digest, WheelFit> fits) {
    Set<Text> notes = new LinkedHashSet<>(lock.notes());
    List<LockedPackage> packages = new ArrayList<>();
    for (LockedPackage locked : lock.packages()) {
      WheelFit fit = fits.get(locked.sha256());
      packages.add(locked.withFit(fit == null ? FitStatus.NOT_DISPROVED : fit.status()));
      if (fit != null) {
        fit.notes()
            .forEach(
                note -> notes.add(Text.of("%s: %s", "%s：%s", locked.name().normalized(), note)));
      }
    }
    return new Lock(
        lock.target(),
        lock.python(),
        lock.locked(),
        lock.inputs(),
        packages,
        lock.corrections(),
        lock.waived(),
        List.copyOf(notes));
  }

  private static Text text(Exclusion exclusion) {
    return Text.of(
        "`%s` does not fit: %s", "`%s` 不适合目标：%s", exclusion.filename(), exclusion.misfit().prose());
  }

  /** How many libraries nothing loads that the target could not load either. */
  int idle() {
    return report.stream()
        .flatMap(found -> found.wheels().stream())
        .mapToInt(fit -> fit.notes().size())
        .sum();
  }

  /** The refusal where the lock cannot be changed. */
  FerryException refusal() {
    return new FerryException(
            Failure.INFEASIBLE,
            Text.of(
                "Cannot pack the given lock for `%s`: it does not fit the target (%s)",
                "无法打包给定的锁文件（目标 `%s`）：它不适合目标（%s）",
                lock.target(),
                Text.count(exclusions.size(), "misfit", "处不符")))
        .reasons(exclusions.stream().map(FitProof::text).toList())
        .hint(
            Text.of(
                "Lock again without `--lock`; Ferry then chooses versions that fit",
                "去掉 `--lock` 重新锁定，Ferry 会选择适合的版本"));
  }
}
