package dev.ferry.python.solve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A small universe drawn from a seed, and the slow truth about it: every combination of versions
 * tried one after another. Package 0 is the root.
 */
final class RandomUniverse implements Universe<Integer, String> {
  private final int[] counts;
  private final Map<Integer, List<List<Need<Integer, String>>>> needs = new HashMap<>();
  private final Map<Integer, BitSet> unusable = new HashMap<>();

  RandomUniverse(long seed) {
    Random random = new Random(seed);
    counts = new int[2 + random.nextInt(5)];
    counts[0] = 1;
    for (int p = 1; p < counts.length; p++) {
      counts[p] = random.nextInt(5);
    }
    for (int p = 0; p < counts.length; p++) {
      List<List<Need<Integer, String>>> perVersion = new ArrayList<>();
      for (int v = 0; v < counts[p]; v++) {
        perVersion.add(randomNeeds(random, p));
      }
      needs.put(p, perVersion);
      BitSet bad = new BitSet();
      if (p > 0 && random.nextInt(4) == 0 && counts[p] > 0) {
        bad.set(random.nextInt(counts[p]));
      }
      unusable.put(p, bad);
    }
  }

  private List<Need<Integer, String>> randomNeeds(Random random, int from) {
    List<Need<Integer, String>> result = new ArrayList<>();
    int number = from == 0 ? 1 + random.nextInt(3) : random.nextInt(3);
    for (int i = 0; i < number; i++) {
      int on = 1 + random.nextInt(counts.length - 1);
      BitSet allowed = new BitSet();
      for (int v = 0; v < counts[on]; v++) {
        allowed.set(v, random.nextInt(5) < 3);
      }
      result.add(new Need<>(on, allowed, from + " needs " + on));
    }
    return result;
  }

  @Override
  public int versionCount(Integer p) {
    return counts[p];
  }

  @Override
  public List<Excluded<String>> excluded(Integer p) {
    return p % 2 == 0 ? List.of(new Excluded<>(bad(p), "excluded")) : List.of();
  }

  @Override
  public Integer next(Collection<Integer> undecided, State<Integer> state) {
    return undecided.iterator().next();
  }

  @Override
  public int choose(Integer p, BitSet allowed, State<Integer> state) {
    return allowed.length() - 1;
  }

  @Override
  public Answer<Integer, String> dependencies(Integer p, int version) {
    if (bad(p).get(version)) {
      return new Answer.Rejected<>("rejected");
    }
    return new Answer.Needs<>(needsOf(p, version));
  }

  private BitSet bad(int p) {
    return unusable.getOrDefault(p, new BitSet());
  }

  private List<Need<Integer, String>> needsOf(int p, int version) {
    return needs.getOrDefault(p, List.of()).get(version);
  }

  /** Whether these versions, by package, are a closed set without contradiction. */
  boolean holds(Map<Integer, Integer> versions) {
    if (!versions.containsKey(0)) {
      return false;
    }
    for (Map.Entry<Integer, Integer> one : versions.entrySet()) {
      if (bad(one.getKey()).get(one.getValue())) {
        return false;
      }
      for (Need<Integer, String> need : needsOf(one.getKey(), one.getValue())) {
        Integer chosen = versions.get(need.on());
        if (chosen == null || !need.allowed().get(chosen)) {
          return false;
        }
      }
    }
    return true;
  }

  boolean hasSolution() {
    return search(new HashMap<>(), 0);
  }

  private boolean search(Map<Integer, Integer> chosen, int p) {
    if (p == counts.length) {
      return holds(chosen);
    }
    for (int v = 0; v < counts[p]; v++) {
      chosen.put(p, v);
      if (search(chosen, p + 1)) {
        return true;
      }
    }
    chosen.remove(p);
    return search(chosen, p + 1);
  }
}
