package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.ledger.BelievedBlob;
import dev.ferry.carry.ledger.WheelName;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a blob may be a delta against: for a wheel one of the same distribution, the same tags
 * before others, the nearest version before others; for anything else what had the same path.
 * Several are weighed by what they share with the new bytes.
 */
final class BaseChooser {
  /** More candidates than these are not opened. */
  private static final int MOST = 4;

  private static final int SMALLEST = 256;

  private final Sources sources;
  private final Map<PackageName, List<BelievedBlob>> wheels = new HashMap<>();
  private final Map<String, List<BelievedBlob>> paths = new HashMap<>();

  BaseChooser(Sources sources, Collection<BelievedBlob> held) {
    this.sources = sources;
    held.forEach(this::add);
  }

  /** Takes a candidate more: what the same parcel brings before. */
  void add(BelievedBlob blob) {
    blob.wheel()
        .ifPresent(wheel -> wheels.computeIfAbsent(wheel.name(), n -> new ArrayList<>()).add(blob));
    if (!blob.title().isEmpty()) {
      paths.computeIfAbsent(blob.title(), p -> new ArrayList<>()).add(blob);
    }
  }

  /** The best base whose bytes are here; nothing where there is none. */
  Optional<BelievedBlob> find(Blob fresh) {
    if (fresh.size() < SMALLEST) {
      return Optional.empty();
    }
    List<BelievedBlob> near =
        candidates(BelievedBlob.of(fresh)).stream()
            .filter(old -> !old.digest().equals(fresh.digest()))
            .filter(old -> sources.find(old.digest(), old.size()).isPresent())
            .limit(MOST)
            .toList();
    if (near.size() < 2) {
      return near.stream().findFirst();
    }
    Similarity similarity = Similarity.to(sources, fresh.digest(), fresh.size());
    return near.stream()
        .max(
            Comparator.<BelievedBlob>comparingLong(
                    old -> similarity.shared(sources, old.digest(), old.size()))
                // The first of equals: `max` keeps the last.
                .thenComparingInt(old -> -near.indexOf(old)));
  }

  /** What the site has of a large wheel, where none of it is here. */
  Optional<AbsentBase> findAbsent(Blob fresh) {
    BelievedBlob described = BelievedBlob.of(fresh);
    if (fresh.size() <= AbsentBase.WORTH || described.wheel().isEmpty()) {
      return Optional.empty();
    }
    WheelName wheel = described.wheel().get();
    return candidates(described).stream()
        .filter(old -> !old.digest().equals(fresh.digest()))
        .findFirst()
        .map(old -> new AbsentBase(wheel, fresh.size(), old, Text.same("")));
  }

  private List<BelievedBlob> candidates(BelievedBlob fresh) {
    if (fresh.wheel().isPresent()) {
      WheelName wheel = fresh.wheel().get();
      return nearest(wheels.getOrDefault(wheel.name(), List.of()), wheel);
    }
    // What was learned last is the newest.
    return paths.getOrDefault(fresh.title(), List.of()).reversed();
  }

  private static List<BelievedBlob> nearest(List<BelievedBlob> olds, WheelName wheel) {
    List<Version> versions =
        olds.stream().map(old -> old.wheel().orElseThrow().version()).sorted().distinct().toList();
    long below =
        versions.stream().filter(version -> version.compareTo(wheel.version()) < 0).count();
    Comparator<BelievedBlob> tags =
        Comparator.comparingInt(old -> unlike(old.wheel().orElseThrow().tags(), wheel.tags()));
    return olds.stream()
        .sorted(
            tags.thenComparing(
                old -> {
                  int place = versions.indexOf(old.wheel().orElseThrow().version());
                  return place < below ? below - 1 - place : place - below;
                }))
        .toList();
  }

  /** How many of interpreter, ABI and platform differ; the ABI and the platform weigh more. */
  private static int unlike(String a, String b) {
    String[] as = a.split("-", -1);
    String[] bs = b.split("-", -1);
    int unlike = 0;
    for (int i = 0; i < 3; i++) {
      boolean same = i < as.length && i < bs.length && as[i].equals(bs[i]);
      unlike += same ? 0 : 1 << i;
    }
    return unlike;
  }
}
