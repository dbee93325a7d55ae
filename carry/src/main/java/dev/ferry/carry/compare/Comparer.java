package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares two bundles. */
public final class Comparer {
  private final Bundle before;
  private final Bundle after;
  private final SortedMap<String, EnvironmentDocument> old;
  private final SortedMap<String, EnvironmentDocument> fresh;

  private Comparer(Bundle before, Bundle after) {
    this.before = before;
    this.after = after;
    this.old = documents(before);
    this.fresh = documents(after);
  }

  /**
   * Compares two bundles.
   *
   * @param scratch an existing folder for large libraries while they are looked into
   * @throws dev.ferry.model.FerryException of kind VERIFICATION if a wheel that changed is missing,
   *     damaged or not what a wheel may be
   */
  public static Comparison compare(Bundle before, Bundle after, Path scratch, Progress progress) {
    return new Comparer(before, after).compare(scratch, progress);
  }

  private Comparison compare(Path scratch, Progress progress) {
    List<TargetPair> pairs = pairs();
    long bytes = pairs.stream().mapToLong(TargetPair::bytesToRead).sum();
    List<TargetComparison> targets = new ArrayList<>();
    try (Progress.Task task = progress.start(Text.of("Comparing", "比较中"), bytes)) {
      WheelReading reading = new WheelReading(scratch, task);
      PackageComparer packages = new PackageComparer(reading, before, after);
      pairs.forEach(pair -> targets.add(TargetComparer.compare(pair, packages, after)));
    }
    return new Comparison(
        Side.of(before), Side.of(after), targets, BundleFindings.of(before, after, told(targets)));
  }

  private static Set<String> told(List<TargetComparison> targets) {
    return targets.stream()
        .filter(target -> !target.packages().isEmpty() || !target.findings().isEmpty())
        .flatMap(target -> Stream.concat(target.before().stream(), target.after().stream()))
        .map(name -> "targets/" + name + "/")
        .collect(Collectors.toSet());
  }

  /** Targets of one name; what is left over belongs together where each side has one. */
  private List<TargetPair> pairs() {
    TreeSet<String> gone = new TreeSet<>(old.keySet());
    TreeSet<String> added = new TreeSet<>(fresh.keySet());
    gone.removeAll(fresh.keySet());
    added.removeAll(old.keySet());
    boolean moved = gone.size() == 1 && added.size() == 1;
    List<TargetPair> pairs = new ArrayList<>();
    fresh.forEach(
        (name, document) ->
            pairs.add(
                new TargetPair(
                    Optional.ofNullable(
                        old.get(moved && added.contains(name) ? gone.first() : name)),
                    Optional.of(document))));
    if (!moved) {
      gone.forEach(
          name -> pairs.add(new TargetPair(Optional.ofNullable(old.get(name)), Optional.empty())));
    }
    return pairs;
  }

  private static SortedMap<String, EnvironmentDocument> documents(Bundle bundle) {
    SortedMap<String, EnvironmentDocument> documents = new TreeMap<>();
    bundle.environments().keySet().forEach(name -> documents.put(name, bundle.environment(name)));
    return documents;
  }
}
