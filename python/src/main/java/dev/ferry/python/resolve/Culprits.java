package dev.ferry.python.resolve;

import dev.ferry.model.SymbolVersion;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.solve.Cause;
import dev.ferry.python.solve.Incompatibility;
import dev.ferry.python.version.VersionSpecifiers;
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

  private static final String NUMBERS = "(\\d{1,3}(?:\\.\\d{1,3}){0,2})";
  private static final Pattern GLIBC = Pattern.compile("GLIBC " + NUMBERS);
  private static final Pattern GLIBCXX = Pattern.compile("GLIBCXX " + NUMBERS);
  private static final Pattern CUDA = Pattern.compile("CUDA " + NUMBERS + "(?: .*)?");

  /** PEP 425: {@code cp312}, {@code cp38} of {@code cp38-abi3}. */
  private static final Pattern PYTHON = Pattern.compile("[cp]p3(\\d{1,2})");

  private final String machine;
  private final Set<PackageName> names = new LinkedHashSet<>();
  private final Set<PackageName> unbuilt = new LinkedHashSet<>();
  private final SortedSet<SymbolVersion> glibcs = new TreeSet<>();
  private final SortedSet<SymbolVersion> glibcxxs = new TreeSet<>();
  private final SortedSet<SymbolVersion> cudas = new TreeSet<>();
  private final SortedSet<Integer> pythons = new TreeSet<>();
  private final Set<VersionSpecifiers> pythonRanges = new LinkedHashSet<>();
  private boolean smallPages;
  private boolean target;

  private Culprits(String machine) {
    this.machine = machine;
  }

  /** What a proof for a machine rests on. */
  static Blame blame(Incompatibility<Node, Reason> proof, String machine) {
    Culprits culprits = new Culprits(machine);
    Explanation.facts(proof).forEach(culprits::add);
    return new Blame(
        culprits.names,
        culprits.unbuilt,
        culprits.target,
        new Blame.Needs(
            culprits.glibcs,
            culprits.glibcxxs,
            culprits.cudas,
            culprits.smallPages,
            culprits.pythons,
            culprits.pythonRanges));
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
      add(exclusion.of().name(), rejected.why());
    }
    var set = fact.terms().get(exclusion.of());
    if (exclusion.reason() instanceof Reason.Filtered filtered && set != null) {
      BitSet versions = set.versions();
      for (int i = versions.nextSetBit(0); i >= 0; i = versions.nextSetBit(i + 1)) {
        Unusable why = filtered.project().release(i).unusable();
        if (why != null) {
          add(filtered.project().name(), why);
        }
      }
    }
  }

  private void add(PackageName name, Unusable why) {
    if (why instanceof Unusable.BuildForbidden) {
      unbuilt.add(name);
    }
    if (why instanceof Unusable.NoTag noTag) {
      noTag.tags().forEach(this::addTag);
    }
    if (why instanceof Unusable.RequiresPython python) {
      VersionSpecifiers.findSpecifiers(python.specifiers()).ifPresent(pythonRanges::add);
    }
    if (why instanceof Unusable.Unfit unfit) {
      List<Unusable.Unfit.UnfitWheel> wheels = unfit.wheels();
      wheels.forEach(wheel -> addNeed(wheel.misfit()));
    }
  }

  private void addNeed(Misfit misfit) {
    smallPages |= misfit.kind() == Misfit.Kind.PAGE_SIZE;
    String need = misfit.need();
    find(GLIBC, need, glibcs);
    find(GLIBCXX, need, glibcxxs);
    find(CUDA, need, cudas);
  }

  private void addTag(String tag) {
    for (String python : tag.split("-", 2)[0].split("\\.", -1)) {
      Matcher matcher = PYTHON.matcher(python);
      if (matcher.matches()) {
        pythons.add(Integer.parseInt(matcher.group(1)));
      }
    }
    for (String platform : tag.substring(tag.lastIndexOf('-') + 1).split("\\.", -1)) {
      Matcher matcher = MANYLINUX.matcher(platform);
      if (matcher.matches() && matcher.group(3).equals(machine)) {
        glibcs.add(SymbolVersion.parse(matcher.group(1) + "." + matcher.group(2)));
      }
    }
  }

  private static void find(Pattern pattern, String need, Set<SymbolVersion> found) {
    Matcher matcher = pattern.matcher(need);
    if (matcher.matches()) {
      found.add(SymbolVersion.parse(matcher.group(1)));
    }
  }
}
