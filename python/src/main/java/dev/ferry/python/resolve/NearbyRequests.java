package dev.ferry.python.resolve;

import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final int PYTHONS_NAMED = 2;
  private static final Pattern CUDA_FLAVOUR = Pattern.compile("(==[^+,*]+)\\+cu\\d{2,3}");

  private final ResolveRequest request;
  private final Blame blame;
  private final List<Target> pythons;
  private final List<Nearby> result = new ArrayList<>();

  private NearbyRequests(ResolveRequest request, Blame blame, List<Target> pythons) {
    this.request = request;
    this.blame = blame;
    this.pythons = pythons;
  }

  /**
   * @param blame what the proof of infeasibility rests on
   * @param pythons the same machine with each of its other Pythons, where they are known
   */
  static List<Nearby> of(ResolveRequest request, Blame blame, List<Target> pythons) {
    NearbyRequests near = new NearbyRequests(request, blame, pythons);
    near.addVersions();
    near.addCpuBuilds();
    near.addSources();
    if (blame.target()) {
      near.result.addAll(NearbyMachines.of(request.target(), blame.needs(), near.pythons));
    }
    near.addDropped();
    return near.result;
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
    request.requirements().forEach(one -> addCpuFlavour(one.requirement()));
  }

  /** {@code torch==2.1.0+cu118} is {@code torch==2.1.0+cpu} where there is no GPU. */
  private void addCpuFlavour(Requirement old) {
    Matcher flavour = CUDA_FLAVOUR.matcher(old.specifiers().toString());
    if (blame.names().contains(old.name()) && flavour.matches()) {
      VersionSpecifiers cpu = VersionSpecifiers.parse(flavour.group(1) + "+cpu");
      Text what = Text.of("`%s`, for the CPU", "`%s` (CPU 版)", old.name());
      result.add(
          new Nearby.One(
              new Change.OtherRequirement(
                  old.name(), renamed(old, old.name().normalized(), cpu), what)));
    }
  }

  private static Requirement renamed(Requirement old, String name, VersionSpecifiers specifiers) {
    return new Requirement(
        PackageName.of(name), old.extras(), specifiers, Optional.empty(), old.marker());
  }

  /** What exists only as source is built after all. */
  private void addSources() {
    for (PackageName name : blame.unbuilt()) {
      Text what = Text.of("`%s`, built from source", "`%s`，从源码构建", name);
      result.add(new Nearby.One(new Change.FromSource(name, what)));
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
}
