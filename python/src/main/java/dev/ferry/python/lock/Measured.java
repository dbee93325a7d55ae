package dev.ferry.python.lock;

import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a probe told about a target and its name does not. A lock bears it, so that what is packed
 * of the lock later, or elsewhere, is for the machine that was measured.
 *
 * @param cpuFlags sorted; empty where unknown
 * @param markers PEP 508 marker variables that were measured, by name
 * @param assumptions what was assumed because it was not measured
 */
public record Measured(List<String> cpuFlags, Map<String, String> markers, List<Text> assumptions) {
  public Measured {
    cpuFlags = List.copyOf(cpuFlags);
    markers = java.util.Collections.unmodifiableMap(new TreeMap<>(markers));
    assumptions = List.copyOf(assumptions);
  }

  /** What a target's name leaves out; empty where the name says it all. */
  static Optional<Measured> of(Target target) {
    if (target.equals(TargetName.parse(target.name()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Measured(
            new ArrayList<>(new TreeSet<>(target.cpuFlags())),
            target.measuredMarkers(),
            target.assumptions()));
  }

  /** The target of a name with what was measured of it. */
  Target over(Target named) {
    return new Target(
        named.name(),
        named.os(),
        named.machine(),
        named.libc(),
        named.glibcxx(),
        named.python(),
        named.accelerator(),
        named.pageSize(),
        Set.copyOf(cpuFlags),
        markers,
        assumptions);
  }
}
