package dev.ferry.python.resolve;

import dev.ferry.model.FerryException;
import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** C libraries of systems that are in use; what the wheels themselves need comes beside them. */
  private static final List<String> GLIBCS = List.of("2.17", "2.28", "2.31", "2.35", "2.39");

  private static final int OLDEST_MINOR = 8;
  private static final int NEWEST_MINOR = 14;
  private static final int PYTHONS_TRIED = 3;
  private static final int PYTHONS_NAMED = 2;

  private final ResolveRequest request;
  private final Blame blame;
  private final List<Nearby> result = new ArrayList<>();

  private NearbyRequests(ResolveRequest request, Blame blame) {
    this.request = request;
    this.blame = blame;
  }

  /**
   * @param blame what the proof of infeasibility rests on
   */
  static List<Nearby> of(ResolveRequest request, Blame blame) {
    NearbyRequests near = new NearbyRequests(request, blame);
    near.addVersions();
    near.addCpuBuilds();
    if (blame.target()) {
      near.addLibcs();
      near.addPythons();
      near.addMachine();
    }
    near.addDropped();
    return near.result;
  }

  /**
   * What a proof rests on.
   *
   * @param names the projects that it names
   * @param target whether releases were left out, so that another machine may change something
   * @param glibcs releases of glibc that the files left out need
   */
  record Blame(Set<PackageName> names, boolean target, SortedSet<SymbolVersion> glibcs) {
    /** Rests on nothing. */
    static final Blame NOTHING = new Blame(Set.of(), false, new TreeSet<>());

    Blame {
      names = new LinkedHashSet<>(names);
    }
  }

  /** What may be tried instead; of each at most some are named. */
  sealed interface Nearby {
    /** At most so many of its kind are named. */
    default int most() {
      return Integer.MAX_VALUE;
    }

    /** One change as it is. */
    record One(Change change) implements Nearby {}

    /**
     * Any version of a project; the one that is found becomes part of the command.
     *
     * @param free the requirement without its versions
     */
    record AnyVersion(Change.OtherRequirement free) implements Nearby {}

    /** A Python; the nearest that work are enough. */
    record Python(Change change) implements Nearby {
      @Override
      public int most() {
        return PYTHONS_NAMED;
      }
    }

    /**
     * The first change that works.
     *
     * @param ascending what works for one works for all after it; at least one
     */
    record Lowest(List<Change> ascending) implements Nearby {}
  }

  private Set<PackageName> blamed() {
    Set<PackageName> asked = new LinkedHashSet<>();
    request.requirements().forEach(one -> asked.add(one.requirement().name()));
    asked.retainAll(blame.names());
    return asked;
  }

  /** Everything that is asked of a project, as one requirement for any version. */
  private Requirement free(PackageName name) {
    List<Requirement> all =
        request.requirements().stream()
            .map(Request::requirement)
            .filter(one -> one.name().equals(name))
            .toList();
    Requirement first = all.getFirst();
    TreeSet<String> extras = new TreeSet<>();
    all.forEach(one -> extras.addAll(one.extras()));
    Requirement free =
        new Requirement(name, extras, VersionSpecifiers.any(), Optional.empty(), first.marker());
    return all.size() == 1 ? free : free.withMarker(dev.ferry.python.marker.Marker.always());
  }

  private boolean isBounded(PackageName name) {
    return request.requirements().stream()
        .map(Request::requirement)
        .filter(one -> one.name().equals(name))
        .anyMatch(one -> !one.specifiers().isAny() || one.url().isPresent());
  }

  private void addVersions() {
    for (PackageName name : blamed()) {
      if (isBounded(name)) {
        Text what = Text.of("another version of `%s`", "`%s` 的另一个版本", name);
        result.add(new Nearby.AnyVersion(new Change.OtherRequirement(name, free(name), what)));
      }
    }
  }

  private void addCpuBuilds() {
    for (PackageName name : blamed()) {
      String cpu = CPU_NAMES.get(name.normalized());
      if (cpu != null) {
        Text what = Text.of("`%s`, for the CPU", "`%s` (CPU 版)", cpu);
        for (Request one : request.requirements()) {
          Requirement old = one.requirement();
          if (old.name().equals(name) && !old.specifiers().isAny()) {
            result.add(
                new Nearby.One(
                    new Change.OtherRequirement(name, renamed(old, cpu, old.specifiers()), what)));
          }
        }
        Change.OtherRequirement any =
            new Change.OtherRequirement(
                name, renamed(free(name), cpu, VersionSpecifiers.any()), what);
        result.add(isBounded(name) ? new Nearby.AnyVersion(any) : new Nearby.One(any));
      }
    }
  }

  private static Requirement renamed(Requirement old, String name, VersionSpecifiers specifiers) {
    return new Requirement(
        PackageName.of(name), old.extras(), specifiers, Optional.empty(), old.marker());
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
      machine(3, python, Text.of("Python 3.%s", "Python 3.%s", minor))
          .ifPresent(change -> result.add(new Nearby.Python(change)));
    }
  }

  private void addMachine() {
    String other =
        switch (request.target().machine()) {
          case "aarch64" -> "x86_64";
          case "x86_64" -> "aarch64";
          default -> "x86_64";
        };
    machine(1, other, Text.of("a machine with %s", "%s 架构的机器", other))
        .ifPresent(change -> result.add(new Nearby.One(change)));
  }

  private void addLibcs() {
    Libc libc = request.target().libc();
    if (libc.family() != Libc.Family.GLIBC) {
      return;
    }
    SortedSet<SymbolVersion> versions = new TreeSet<>(blame.glibcs());
    GLIBCS.forEach(version -> versions.add(SymbolVersion.parse(version)));
    List<Change> ascending = new ArrayList<>();
    for (SymbolVersion version : versions) {
      if (version.compareTo(libc.version()) > 0) {
        Text what = Text.of("a machine with glibc %s", "glibc 为 %s 的机器", version);
        machine(2, "glibc" + version, what).ifPresent(ascending::add);
      }
    }
    if (!ascending.isEmpty()) {
      result.add(new Nearby.Lowest(ascending));
    }
  }

  /** Leaves one of several quarrelling requirements out. */
  private void addDropped() {
    Set<PackageName> asked = new LinkedHashSet<>();
    request.requirements().forEach(one -> asked.add(one.requirement().name()));
    if (asked.size() < 2) {
      return;
    }
    for (PackageName name : blamed()) {
      result.add(
          new Nearby.One(new Change.Without(name, Text.of("without `%s`", "去掉 `%s`", name))));
    }
  }

  /** Changes one part of a target's name: system, machine, C library, Python. */
  private Optional<Change> machine(int part, String replacement, Text what) {
    String[] parts = TargetName.canonicalName(request.target()).split("-", -1);
    parts[part] = replacement;
    try {
      Target other = TargetName.parse(String.join("-", parts));
      return Optional.of(new Change.OtherMachine(request.target(), other, what));
    } catch (FerryException noSuchTarget) {
      // A combination that cannot be named is no alternative.
      return Optional.empty();
    }
  }
}
