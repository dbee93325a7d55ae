package dev.ferry.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A machine that an environment is meant for, measured by {@code probe.sh} or described by a name
 * such as {@code linux-x86_64-glibc2.28-cp311-cuda11.8} ({@link TargetName}). Nothing of it comes
 * from the machine Ferry runs on.
 *
 * @param name canonical name, safe as a folder name
 * @param os {@code linux}
 * @param machine CPU architecture as {@code uname -m} says it: {@code x86_64}, {@code aarch64},
 *     {@code loongarch64}
 * @param libc family and version
 * @param glibcxx highest GLIBCXX symbol version of its libstdc++; empty where unknown
 * @param python the interpreter
 * @param accelerator what computes beside the CPU
 * @param pageSize of the kernel, bytes
 * @param cpuFlags as in {@code /proc/cpuinfo}; empty where unknown
 * @param measuredMarkers PEP 508 marker variables that were measured; those of a name are derived,
 *     and what a name leaves open ({@code python_full_version}, {@code platform_release}, {@code
 *     platform_version}) is absent
 * @param assumptions what was assumed because it was not measured
 */
public record Target(
    String name,
    String os,
    String machine,
    Libc libc,
    Optional<SymbolVersion> glibcxx,
    PythonVersion python,
    Accelerator accelerator,
    OptionalInt pageSize,
    Set<String> cpuFlags,
    Map<String, String> measuredMarkers,
    List<Text> assumptions) {
  public Target {
    cpuFlags = Set.copyOf(cpuFlags);
    measuredMarkers = java.util.Collections.unmodifiableMap(new TreeMap<>(measuredMarkers));
    assumptions = List.copyOf(assumptions);
  }
}
