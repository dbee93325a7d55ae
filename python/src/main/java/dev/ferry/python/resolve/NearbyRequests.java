package dev.ferry.python.resolve;

import dev.ferry.model.Libc;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.Alternatives.Nearby;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What is near a request, nearest first; see {@link Alternatives} for the order. */
final class NearbyRequests {
  /** Projects whose build for GPUs has another name than the one for CPUs. */
  private static final Map<String, String> CPU_NAMES =
      Map.of(
          "paddlepaddle-gpu", "paddlepaddle",
          "tensorflow-gpu", "tensorflow",
          "onnxruntime-gpu", "onnxruntime",
          "faiss-gpu", "faiss-cpu",
          "fastdeploy-gpu-python", "fastdeploy-python");

  private static final List<String> GLIBCS = List.of("2.17", "2.28", "2.31", "2.35", "2.39");
  private static final int OLDEST_MINOR = 8;
  private static final int NEWEST_MINOR = 14;
  private static final int PYTHONS_TRIED = 3;

  private final ResolveRequest request;
  private final Set<PackageName> blamed;
  private final List<Nearby> result = new ArrayList<>();

  private NearbyRequests(ResolveRequest request, Set<PackageName> blamed) {
    this.request = request;
    this.blamed = blamed;
  }

  /**
   * @param blame what the proof of infeasibility rests on
   */
  static List<Nearby> of(ResolveRequest request, Blame blame) {
    NearbyRequests near = new NearbyRequests(request, blame.names());
    near.addVersions();
    near.addCpuBuilds();
    if (blame.target()) {
      near.addPythons();
      near.addMachines();
      near.addLibcs();
    }
    near.addDropped();
    return near.result;
  }

  /**
   * What a proof rests on.
   *
   * @param names the projects that it names
   * @param target whether releases were left out, so that another machine may change something
   */
  record Blame(Set<PackageName> names, boolean target) {
    Blame {
      names = Set.copyOf(names);
    }
  }

  /** A request with one requirement changed. */
  static ResolveRequest change(
      ResolveRequest request, PackageName name, UnaryOperator<Requirement> change) {
    List<Request> changed = new ArrayList<>();
    for (Request one : request.requirements()) {
      changed.add(
          one.requirement().name().equals(name)
              ? new Request(change.apply(one.requirement()), List.of(), one.origin())
              : one);
    }
    return request.withRequirements(changed);
  }

  private List<Request> blamedRequests() {
    return request.requirements().stream()
        .filter(one -> blamed.contains(one.requirement().name()))
        .toList();
  }

  private void addVersions() {
    for (Request one : blamedRequests()) {
      Requirement requirement = one.requirement();
      if (!requirement.specifiers().isAny()) {
        ResolveRequest free =
            change(
                request,
                requirement.name(),
                old -> Alternatives.with(old, VersionSpecifiers.any()));
        add(free, requirement.name(), Text.of("another version", "另一个版本"));
      }
    }
  }

  private void addCpuBuilds() {
    for (Request one : blamedRequests()) {
      String cpu = CPU_NAMES.get(one.requirement().name().normalized());
      if (cpu != null) {
        PackageName name = PackageName.of(cpu);
        Text what = Text.of("`%s`, for the CPU", "`%s` (CPU 版)", cpu);
        add(renamed(one, name, one.requirement().specifiers()), null, what);
        if (!one.requirement().specifiers().isAny()) {
          add(renamed(one, name, VersionSpecifiers.any()), name, what);
        }
      }
    }
  }

  private ResolveRequest renamed(Request one, PackageName name, VersionSpecifiers specifiers) {
    Requirement old = one.requirement();
    return change(
        request,
        old.name(),
        any ->
            new Requirement(
                name, old.extras(), specifiers, java.util.Optional.empty(), old.marker()));
  }

  private void addPythons() {
    int here = request.target().python().minor();
    List<Integer> others =
        IntStream.rangeClosed(OLDEST_MINOR, NEWEST_MINOR)
            .filter(minor -> minor != here)
            .boxed()
            .sorted(Comparator.comparingInt((Integer minor) -> Math.abs(minor - here)))
            .limit(PYTHONS_TRIED)
            .toList();
    for (int minor : others) {
      String python = request.target().python().implementation() + "3" + minor;
      addTarget(3, python, Text.of("Python 3.%s", "Python 3.%s", minor));
    }
  }

  private void addMachines() {
    String other =
        switch (request.target().machine()) {
          case "aarch64" -> "x86_64";
          case "x86_64" -> "aarch64";
          default -> "x86_64";
        };
    addTarget(1, other, Text.of("a machine with %s", "%s 架构的机器", other));
  }

  private void addLibcs() {
    Libc libc = request.target().libc();
    if (libc.family() != Libc.Family.GLIBC) {
      return;
    }
    for (String version : GLIBCS) {
      if (dev.ferry.model.SymbolVersion.parse(version).compareTo(libc.version()) > 0) {
        addTarget(2, "glibc" + version, Text.of("a system with glibc %s", "glibc %s 的系统", version));
      }
    }
  }

  /** Leaves one of several quarrelling requirements out. */
  private void addDropped() {
    List<Request> quarrelling = blamedRequests();
    if (request.requirements().size() < 2) {
      return;
    }
    for (Request one : quarrelling) {
      List<Request> rest = new ArrayList<>(request.requirements());
      rest.remove(one);
      add(
          request.withRequirements(rest),
          null,
          Text.of("without `%s`", "去掉 `%s`", one.requirement()));
    }
  }

  /** Changes one part of a target's name: system, machine, C library, Python. */
  private void addTarget(int part, String replacement, Text what) {
    String[] parts = TargetName.canonicalName(request.target()).split("-", -1);
    parts[part] = replacement;
    try {
      Target other = TargetName.parse(String.join("-", parts));
      add(request.withTarget(other), null, what);
    } catch (dev.ferry.model.FerryException noSuchTarget) {
      // A combination that cannot be named is no alternative.
    }
  }

  private void add(
      ResolveRequest changed, @org.jspecify.annotations.Nullable PackageName pin, Text what) {
    result.add(new Nearby(changed, pin, what));
  }
}
