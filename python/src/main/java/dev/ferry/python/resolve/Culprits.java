package dev.ferry.python.resolve;

import dev.ferry.model.SymbolVersion;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.solve.Cause;
import dev.ferry.python.solve.Incompatibility;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of a proof what another request would have to change. */
final class Culprits {
  /** PEP 600, "Core definition". */
  private static final Pattern MANYLINUX =
      Pattern.compile("manylinux_(\\d{1,3})_(\\d{1,3})_([a-z0-9_]+)");

  private static final Pattern GLIBC = Pattern.compile("GLIBC (\\d{1,3}(\\.\\d{1,3}){1,2})");

  private final String machine;
  private final Set<PackageName> names = new LinkedHashSet<>();
  private final SortedSet<SymbolVersion> glibcs = new TreeSet<>();
  private boolean target;

  private Culprits(String machine) {
    this.machine = machine;
  }

  /** What a proof for a machine rests on. */
  static NearbyRequests.Blame blame(Incompatibility<Node, Reason> proof, String machine) {
    Culprits culprits = new Culprits(machine);
    Explanation.facts(proof).forEach(culprits::add);
    return new NearbyRequests.Blame(culprits.names, culprits.target, culprits.glibcs);
  }

  private void add(Incompatibility<Node, Reason> fact) {
    fact.terms().keySet().stream().filter(n -> !n.isRoot()).forEach(n -> names.add(n.name()));
    if (fact.cause() instanceof Cause.Dependency<Node, Reason> dependency) {
      names.add(dependency.on().name());
    }
    if (fact.cause() instanceof Cause.Exclusion<Node, Reason> exclusion) {
      add(exclusion, fact);
    }
  }

  private void add(Cause.Exclusion<Node, Reason> exclusion, Incompatibility<Node, Reason> fact) {
    if (exclusion.reason() instanceof Reason.Bounded) {
      return;
    }
    target = true;
    if (exclusion.reason() instanceof Reason.Rejected rejected) {
      add(rejected.why());
    }
    var set = fact.terms().get(exclusion.of());
    if (exclusion.reason() instanceof Reason.Filtered filtered && set != null) {
      BitSet versions = set.versions();
      for (int i = versions.nextSetBit(0); i >= 0; i = versions.nextSetBit(i + 1)) {
        Unusable why = filtered.project().release(i).unusable();
        if (why != null) {
          add(why);
        }
      }
    }
  }

  private void add(Unusable why) {
    if (why instanceof Unusable.NoTag noTag) {
      noTag.tags().forEach(this::addTag);
    }
    if (why instanceof Unusable.Unfit unfit) {
      List<Unusable.Unfit.UnfitWheel> wheels = unfit.wheels();
      wheels.forEach(wheel -> find(GLIBC, wheel.misfit().need()));
    }
  }

  private void addTag(String tag) {
    for (String platform : tag.substring(tag.lastIndexOf('-') + 1).split("\\.", -1)) {
      Matcher matcher = MANYLINUX.matcher(platform);
      if (matcher.matches() && matcher.group(3).equals(machine)) {
        glibcs.add(SymbolVersion.parse(matcher.group(1) + "." + matcher.group(2)));
      }
    }
  }

  private void find(Pattern pattern, String need) {
    Matcher matcher = pattern.matcher(need);
    if (matcher.matches()) {
      glibcs.add(SymbolVersion.parse(matcher.group(1)));
    }
  }
}
