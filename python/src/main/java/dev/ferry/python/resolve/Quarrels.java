package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The order in which packages are decided. What is pinned comes first, then in the order of first
 * mention. A package whose releases are rejected again and again because of another is moved before
 * that other one, so that the one with fewer possibilities decides.
 */
final class Quarrels {
  private static final int PATIENCE = 5;

  private final Map<PackageName, Integer> order = new HashMap<>();
  private final Map<PackageName, Integer> rank = new HashMap<>();
  private final Map<PackageName, Integer> suffered = new HashMap<>();
  private final Map<PackageName, Integer> caused = new HashMap<>();

  private static final int FIRST_MENTIONED = 0;
  private static final int YIELDS = 1;
  private static final int INSISTS = 2;
  private static final int PINNED = 3;

  void mention(PackageName name) {
    order.putIfAbsent(name, order.size());
  }

  void pin(PackageName name) {
    rank.merge(name, PINNED, Math::max);
  }

  Node next(Collection<Node> undecided) {
    Node best = null;
    for (Node node : undecided) {
      if (node.isRoot()) {
        return node;
      }
      if (best == null || isBefore(node, best)) {
        best = node;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("nothing is undecided");
    }
    return best;
  }

  private boolean isBefore(Node a, Node b) {
    int rankA = rank.getOrDefault(a.name(), FIRST_MENTIONED);
    int rankB = rank.getOrDefault(b.name(), FIRST_MENTIONED);
    if (rankA != rankB) {
      return rankA > rankB;
    }
    int orderA = order.getOrDefault(a.name(), Integer.MAX_VALUE);
    int orderB = order.getOrDefault(b.name(), Integer.MAX_VALUE);
    return orderA != orderB ? orderA < orderB : a.extra().compareTo(b.extra()) < 0;
  }

  /** Counts; returns the package to go back before when one has suffered enough. */
  Optional<PackageName> conflict(PackageName affected, Collection<PackageName> culprits) {
    if (suffered.merge(affected, 1, Integer::sum) == PATIENCE) {
      rank.merge(affected, INSISTS, Math::max);
    }
    for (PackageName culprit : culprits) {
      if (!culprit.equals(affected) && caused.merge(culprit, 1, Integer::sum) == PATIENCE) {
        rank.merge(culprit, YIELDS, Math::max);
        return Optional.of(culprit);
      }
    }
    return Optional.empty();
  }
}
