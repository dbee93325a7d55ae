package dev.ferry.python.resolve;

import dev.ferry.model.Text;
import dev.ferry.python.solve.Cause;
import dev.ferry.python.solve.Incompatibility;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a proof of the solver as prose: the facts that it rests on, from what was asked for along
 * the dependencies to where it ends. Facts that the proof does not use are left out; releases with
 * the same fact are named together.
 */
final class Explanation {
  private static final int GROUPS_SHOWN = 4;

  private final Projects projects;
  private final List<Incompatibility<Node, Reason>> facts;
  private final List<Text> sentences = new ArrayList<>();

  private Explanation(Projects projects, Incompatibility<Node, Reason> proof) {
    this.projects = projects;
    this.facts = facts(proof);
  }

  /** The chain of reasons, from what was asked for to the dead end. */
  static List<Text> of(Projects projects, Incompatibility<Node, Reason> proof) {
    return new Explanation(projects, proof).tell();
  }

  static List<Incompatibility<Node, Reason>> facts(Incompatibility<Node, Reason> proof) {
    List<Incompatibility<Node, Reason>> facts = new ArrayList<>();
    Set<Incompatibility<Node, Reason>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Incompatibility<Node, Reason>> open = new ArrayDeque<>();
    open.add(proof);
    while (!open.isEmpty()) {
      Incompatibility<Node, Reason> one = open.removeFirst();
      if (!seen.add(one)) {
        continue;
      }
      if (one.cause() instanceof Cause.Derived<Node, Reason> derived) {
        open.add(derived.first());
        open.add(derived.second());
      } else {
        facts.add(one);
      }
    }
    return facts;
  }

  private List<Text> tell() {
    Set<Node> told = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.add(Node.ROOT);
    while (!open.isEmpty()) {
      Node from = open.removeFirst();
      if (told.add(from)) {
        tellDependencies(from, open);
        tellExclusions(from);
      }
    }
    return connect();
  }

  private void tellDependencies(Node from, Deque<Node> open) {
    Map<Text, BitSet> versions = new LinkedHashMap<>();
    Map<Text, Cause.Dependency<Node, Reason>> causes = new LinkedHashMap<>();
    for (Incompatibility<Node, Reason> fact : facts) {
      if (fact.cause() instanceof Cause.Dependency<Node, Reason> dependency
          && dependency.from().equals(from)) {
        open.add(dependency.on());
        Text what = what(dependency);
        if (what != null) {
          versions.computeIfAbsent(what, key -> new BitSet()).or(versions(fact, from));
          causes.put(what, dependency);
        }
      }
    }
    int left = GROUPS_SHOWN;
    for (Map.Entry<Text, BitSet> group : versions.entrySet()) {
      if (left-- == 0) {
        sentences.add(more(from, versions.size() - GROUPS_SHOWN));
        break;
      }
      sentences.add(from.isRoot() ? group.getKey() : depends(from, group));
      Cause.Dependency<Node, Reason> cause = causes.get(group.getKey());
      if (cause != null && cause.allowed().versions().isEmpty()) {
        tellNothing(cause);
      }
    }
  }

  private Text depends(Node from, Map.Entry<Text, BitSet> group) {
    Project project = projects.load(from.name());
    return Text.of(
        "`%s` %s %s",
        "`%s` %s %s",
        from,
        VersionRuns.of(project, group.getValue()),
        VersionRuns.clause(
            Text.of("depends on %s", "依赖 %s", group.getKey()), group.getValue().cardinality()));
  }

  private static Text more(Node from, int number) {
    return from.isRoot()
        ? Text.of("%s more requirements", "还有 %s 条要求", number)
        : Text.of("`%s` has %s more such dependencies", "`%s` 还有 %s 条类似依赖", from, number);
  }

  private static BitSet versions(Incompatibility<Node, Reason> fact, Node of) {
    var set = fact.terms().get(of);
    return set == null ? new BitSet() : set.versions();
  }

  private static @Nullable Text what(Cause.Dependency<Node, Reason> dependency) {
    return switch (dependency.reason()) {
      case Reason.Asked asked ->
          Text.of("%s asks for `%s`", "%s要求 `%s`", asked.origin(), asked.requirement());
      case Reason.Declared declared -> Text.same("`" + declared.requirement() + "`");
      case Reason.SameRelease same -> null;
      case Reason.Bounded bounded -> null;
      case Reason.Filtered filtered -> null;
      case Reason.Rejected rejected -> null;
    };
  }

  /** A requirement that no release satisfies. */
  private void tellNothing(Cause.Dependency<Node, Reason> dependency) {
    Project project = projects.load(dependency.on().name());
    if (!project.isFound()) {
      sentences.add(Text.of("no source has `%s`", "没有任何来源提供 `%s`", project));
    } else if (project.size() == 0) {
      sentences.add(
          Text.of(
              "the page of `%s` has no file that can be installed", "`%s` 的页面上没有可安装的文件", project));
    } else {
      sentences.add(
          Text.of(
              "no such release exists, the newest `%s` is %s",
              "没有这样的版本，最新的 `%s` 是 %s", project, project.releases().getLast().version()));
    }
  }

  private void tellExclusions(Node of) {
    tellConstraints(of);
    Map<String, BitSet> versions = new LinkedHashMap<>();
    Map<String, Text> proses = new LinkedHashMap<>();
    BitSet relevant = relevant(of);
    for (Incompatibility<Node, Reason> fact : facts) {
      if (fact.cause() instanceof Cause.Exclusion<Node, Reason> exclusion
          && exclusion.of().equals(of)) {
        BitSet about = versions(fact, of);
        about.and(relevant);
        split(exclusion, about, versions, proses);
      }
    }
    Set<String> newest = newest(versions);
    for (Map.Entry<String, BitSet> group : versions.entrySet()) {
      if (newest.contains(group.getKey())) {
        tellExclusion(of, group.getValue(), proses.getOrDefault(group.getKey(), Text.same("")));
      }
    }
    if (versions.size() > newest.size()) {
      sentences.add(Text.of("older releases of `%s` do not either", "`%s` 的更早版本同样不行", of));
    }
  }

  /** Constraints are what the user said: however many reasons there are, these are told. */
  private void tellConstraints(Node of) {
    for (Incompatibility<Node, Reason> fact : facts) {
      Reason.Bounded bounded = findConstraint(fact, of);
      if (bounded != null) {
        sentences.add(Text.of("a constraint says `%s`", "约束为 `%s`", bounded.constraint()));
      }
    }
  }

  private static Reason.@Nullable Bounded findConstraint(
      Incompatibility<Node, Reason> fact, Node of) {
    return fact.cause() instanceof Cause.Exclusion<Node, Reason> exclusion
            && exclusion.of().equals(of)
            && exclusion.reason() instanceof Reason.Bounded bounded
        ? bounded
        : null;
  }

  private void tellExclusion(Node of, BitSet versions, Text prose) {
    Project project = projects.load(of.name());
    sentences.add(
        Text.of(
            "`%s` %s %s",
            "`%s` %s %s",
            of,
            VersionRuns.of(project, versions),
            VersionRuns.clause(prose, versions.cardinality())));
  }

  private static Set<String> newest(Map<String, BitSet> groups) {
    return groups.entrySet().stream()
        .sorted((a, b) -> Integer.compare(b.getValue().length(), a.getValue().length()))
        .limit(GROUPS_SHOWN)
        .map(Map.Entry::getKey)
        .collect(java.util.stream.Collectors.toSet());
  }

  private void split(
      Cause.Exclusion<Node, Reason> exclusion,
      BitSet about,
      Map<String, BitSet> versions,
      Map<String, Text> proses) {
    switch (exclusion.reason()) {
      case Reason.Filtered filtered -> {
        for (int i = about.nextSetBit(0); i >= 0; i = about.nextSetBit(i + 1)) {
          Release release = filtered.project().release(i);
          Unusable why = release.unusable();
          put(i, why == null ? new Unusable.Yanked(yankedReason(release)) : why, versions, proses);
        }
      }
      case Reason.Rejected rejected -> {
        for (int i = about.nextSetBit(0); i >= 0; i = about.nextSetBit(i + 1)) {
          put(i, rejected.why(), versions, proses);
        }
      }
      case Reason.Bounded bounded -> {}
      case Reason.Asked asked -> {}
      case Reason.Declared declared -> {
        String key = "self " + declared.requirement();
        versions.computeIfAbsent(key, text -> new BitSet()).or(about);
        proses.put(key, Text.of("depends on `%s` itself", "依赖自身 `%s`", declared.requirement()));
      }
      case Reason.SameRelease same -> {}
    }
  }

  private static void put(
      int number, Unusable why, Map<String, BitSet> versions, Map<String, Text> proses) {
    String key = why.key();
    versions.computeIfAbsent(key, text -> new BitSet()).set(number);
    proses.putIfAbsent(key, why.prose());
  }

  static String yankedReason(Release release) {
    return release.wheels().isEmpty()
        ? release.source() == null ? "" : release.source().yankedReason()
        : release.wheels().getFirst().yankedReason();
  }

  /**
   * The releases that the requirements and constraints of the proof leave; where they leave none,
   * any of theirs.
   */
  private BitSet relevant(Node of) {
    if (of.isRoot()) {
      return new BitSet();
    }
    BitSet all = null;
    BitSet any = new BitSet();
    BitSet bounded = new BitSet();
    for (Incompatibility<Node, Reason> fact : facts) {
      if (findConstraint(fact, of) != null) {
        bounded.or(versions(fact, of));
      }
      if (fact.cause() instanceof Cause.Dependency<Node, Reason> dependency
          && dependency.on().equals(of)) {
        BitSet allowed = dependency.allowed().versions();
        any.or(allowed);
        if (all == null) {
          all = allowed;
        } else {
          all.and(allowed);
        }
      }
    }
    if (all != null) {
      all.andNot(bounded);
    }
    return all == null || all.isEmpty() ? any : all;
  }

  private List<Text> connect() {
    List<Text> chain = new ArrayList<>();
    for (Text sentence : new LinkedHashSet<>(sentences)) {
      chain.add(
          chain.isEmpty()
              ? Text.of("Because %s", "因为%s", sentence)
              : Text.of("and %s", "且 %s", sentence));
    }
    chain.add(Text.of("so nothing satisfies what was asked for", "所以没有满足要求的组合"));
    return chain;
  }
}
