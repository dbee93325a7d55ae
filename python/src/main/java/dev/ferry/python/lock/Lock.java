package dev.ferry.python.lock;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.Correction;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which files make up an environment on one target.
 *
 * @param target its name
 * @param python the target's Python, {@code 3.11} or {@code 3.11.9}
 * @param locked when the resolution was made, to the second; whatever is dated in what Ferry packs
 *     bears this date
 * @param inputs what was asked for
 * @param packages sorted by name
 * @param corrections that were applied to what packages declare
 * @param waived paths inside wheels whose misfit was accepted
 * @param notes of the resolution
 */
public record Lock(
    String target,
    String python,
    Instant locked,
    Inputs inputs,
    List<LockedPackage> packages,
    List<Correction> corrections,
    List<String> waived,
    List<Text> notes) {
  public Lock {
    packages = List.copyOf(packages);
    corrections = List.copyOf(corrections);
    waived = List.copyOf(waived);
    notes = List.copyOf(notes);
  }

  /** What the corrections added, as the notes of the resolution said. */
  public List<Text> correctionNotes() {
    Set<PackageName> added = new HashSet<>();
    packages.stream().filter(one -> !one.requested()).forEach(one -> added.add(one.name()));
    return corrections.stream().flatMap(one -> one.notes(added::contains).stream()).toList();
  }

  /**
   * The machine that it is for: what its name says, and what was measured where the lock has it.
   *
   * @param name of the target, for locks of other tools, which do not say it
   * @throws FerryException ({@link Failure#VERIFICATION}) where the lock contradicts itself
   */
  public Target machine(String name) {
    return inputs
        .terms()
        .findTarget(TargetName.parse(name))
        .orElseThrow(
            () ->
                new FerryException(
                    Failure.VERIFICATION,
                    Text.of(
                        "the lock for `%s` contradicts itself: `measured` is not what `machine` is the digest of",
                        "`%s` 的锁文件自相矛盾：`measured` 与摘要 `machine` 不符", name)));
  }

  /** The same with other packages, for example after their libraries were proven to fit. */
  public Lock withPackages(List<LockedPackage> others) {
    return new Lock(target, python, locked, inputs, others, corrections, waived, notes);
  }
}
