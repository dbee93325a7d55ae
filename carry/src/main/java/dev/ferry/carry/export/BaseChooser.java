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
import java.util.regex.Pattern;

/**
 * Finds what a blob may be a delta against: for a wheel one of the same distribution, the nearest
 * tags before others, the nearest version before others; for anything else what had the same path,
 * or one that differs in numbers. Several of the same tags are weighed by what they share with the
 * new bytes; what another machine's wheel shares are its small files, and never the large ones.
 */
final class BaseChooser {
  /** More candidates than these are not opened. */
  private static final int MOST = 4;

  private static final int SMALLEST = 256;

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** A path that is a digest says nothing of what it holds. */
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

  private final Sources sources;
  private final Map<PackageName, List<BelievedBlob>> wheels = new HashMap<>();
  private final Map<String, List<BelievedBlob>> paths = new HashMap<>();

  /** By their paths without numbers. */
  private final Map<String, List<BelievedBlob>> shapes = new HashMap<>();

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
      shapes.computeIfAbsent(shape(blob.title()), p -> new ArrayList<>()).add(blob);
    }
  }

  /** The best base whose bytes are here; nothing where there is none. */
  Optional<BelievedBlob> find(Blob fresh) {
    if (fresh.size() < SMALLEST) {
      return Optional.empty();
    }
    BelievedBlob described = BelievedBlob.of(fresh);
    List<BelievedBlob> here =
        candidates(described).stream()
            .filter(old -> !old.digest().equals(fresh.digest()))
            .filter(old -> sources.find(old.digest(), old.size()).isPresent())
            .toList();
    List<BelievedBlob> near =
        here.stream()
            .filter(old -> unlike(old, described) == unlike(here.getFirst(), described))
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
    List<BelievedBlob> same = paths.getOrDefault(fresh.title(), List.of());
    boolean named = !fresh.title().isEmpty() && !DIGEST.matcher(fresh.title()).find();
    List<BelievedBlob> found =
        same.isEmpty() && named ? shapes.getOrDefault(shape(fresh.title()), List.of()) : same;
    // What was learned last is the newest.
    return found.reversed();
  }

  /** A path whose version is not looked at. */
  private static String shape(String path) {
    return NUMBER.matcher(path).replaceAll("#");
  }

  private static int unlike(BelievedBlob old, BelievedBlob fresh) {
    return old.wheel().isEmpty() || fresh.wheel().isEmpty()
        ? 0
        : TagDistance.between(old.wheel().get().tags(), fresh.wheel().get().tags());
  }

  private static List<BelievedBlob> nearest(List<BelievedBlob> olds, WheelName wheel) {
    List<Version> versions =
        olds.stream().map(old -> old.wheel().orElseThrow().version()).sorted().distinct().toList();
    long below =
        versions.stream().filter(version -> version.compareTo(wheel.version()) < 0).count();
    Comparator<BelievedBlob> tags =
        Comparator.comparingInt(
            old -> TagDistance.between(old.wheel().orElseThrow().tags(), wheel.tags()));
    return olds.stream()
        .sorted(
            tags.thenComparing(
                old -> {
                  int place = versions.indexOf(old.wheel().orElseThrow().version());
                  return place < below ? below - 1 - place : place - below;
                }))
        .toList();
  }
}
