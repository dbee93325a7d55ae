package dev.ferry.python.resolve;

import dev.ferry.model.Accelerator;
import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.resolve.NearbyRequests.Nearby;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Machines to try in place of the one that cannot be served: its GPU left alone or with a newer
 * driver, a later C library, another Python, smaller pages, another architecture.
 */
final class NearbyMachines {
  /** C libraries of systems that are in use; what the wheels themselves need comes beside them. */
  private static final List<String> GLIBCS = List.of("2.17", "2.28", "2.31", "2.35", "2.39");

  private static final int OLDEST_MINOR = 7;
  private static final int NEWEST_MINOR = 14;
  private static final int PYTHONS_TRIED = 4;
  private static final int SMALL_PAGE = 4096;

  private final Target target;
  private final NearbyTargets near;
  private final Blame.Needs needs;
  private final List<Target> pythons;
  private final List<Nearby> result = new ArrayList<>();

  private NearbyMachines(Target target, Blame.Needs needs, List<Target> pythons) {
    this.target = target;
    this.near = new NearbyTargets(target);
    this.needs = needs;
    this.pythons = pythons;
  }

  /**
   * @param needs what would have helped
   * @param pythons the same machine with each of its other Pythons, where they are known
   */
  static List<Nearby> of(Target target, Blame.Needs needs, List<Target> pythons) {
    NearbyMachines machines = new NearbyMachines(target, needs, pythons);
    machines.addWithoutAccelerator();
    machines.addDrivers();
    machines.addLibcs();
    machines.addLibraries();
    machines.addSmallPages();
    machines.addPythons();
    machines.addMachine();
    return machines.result;
  }

  private Change change(Target other, Text what) {
    return new Change.OtherMachine(target, other, what);
  }

  /** What a GPU's driver forbids may be had for the CPU. */
  private void addWithoutAccelerator() {
    if (!needs.cudas().isEmpty() && !(target.accelerator() instanceof Accelerator.None)) {
      Text what = Text.of("the CPU alone, without the GPU", "只用 CPU，不用 GPU");
      result.add(new Nearby.One(change(near.withoutAccelerator(), what)));
    }
  }

  private void addDrivers() {
    if (target.accelerator() instanceof Accelerator.Cuda cuda) {
      addLowest(
          later(needs.cudas(), cuda.ceiling()),
          release ->
              change(
                  near.withCuda(release),
                  Text.of("an NVIDIA driver for CUDA %s", "支持 CUDA %s 的 NVIDIA 驱动", release)));
    }
  }

  /** Of a later release of its C library, or of one at all where it has another. */
  private void addLibcs() {
    SortedSet<SymbolVersion> versions = new TreeSet<>(needs.glibcs());
    GLIBCS.forEach(version -> versions.add(SymbolVersion.parse(version)));
    boolean glibc = target.libc().family() == Libc.Family.GLIBC;
    addLowest(
        glibc ? later(versions, target.libc().version()) : List.copyOf(versions),
        version ->
            change(
                near.withLibc(new Libc(Libc.Family.GLIBC, twoParts(version))),
                Text.of("a machine with glibc %s", "glibc 为 %s 的机器", version)));
  }

  private static SymbolVersion twoParts(SymbolVersion version) {
    return SymbolVersion.of(version.part(0), version.part(1));
  }

  private void addLibraries() {
    target
        .glibcxx()
        .ifPresent(
            have ->
                addLowest(
                    later(needs.glibcxxs(), have),
                    version ->
                        change(
                            near.withGlibcxx(version),
                            Text.of(
                                "a C++ library with GLIBCXX %s",
                                "带 GLIBCXX %s 的 C++ 库", version))));
  }

  private static List<SymbolVersion> later(Set<SymbolVersion> versions, SymbolVersion than) {
    return versions.stream().filter(version -> version.compareTo(than) > 0).sorted().toList();
  }

  private void addLowest(List<SymbolVersion> ascending, Function<SymbolVersion, Change> change) {
    if (!ascending.isEmpty()) {
      result.add(new Nearby.Lowest(ascending.stream().map(change).toList()));
    }
  }

  private void addSmallPages() {
    if (needs.smallPages()) {
      Text what = Text.of("a kernel with pages of 4 KiB", "内核页大小为 4 KiB 的机器");
      result.add(new Nearby.One(change(near.withPages(SMALL_PAGE), what)));
    }
  }

  /** The Pythons that the machine itself has come first. */
  private void addPythons() {
    List<Target> candidates = new ArrayList<>(pythons);
    IntStream.rangeClosed(OLDEST_MINOR, NEWEST_MINOR)
        .filter(minor -> pythons.stream().noneMatch(one -> one.python().minor() == minor))
        .mapToObj(near::withPython)
        .forEach(candidates::add);
    int here = target.python().minor();
    Set<Integer> minors = new TreeSet<>();
    candidates.stream()
        .filter(one -> one.python().minor() != here && needs.mayHelp(one.python().minor()))
        .sorted(Comparator.comparingInt(one -> Math.abs(one.python().minor() - here)))
        .filter(one -> minors.add(one.python().minor()))
        .limit(PYTHONS_TRIED)
        .forEach(this::addPython);
  }

  private void addPython(Target other) {
    String version = other.python().minorVersion();
    result.add(new Nearby.Python(change(other, Text.of("Python %s", "Python %s", version))));
  }

  private void addMachine() {
    String other = target.machine().equals("x86_64") ? "aarch64" : "x86_64";
    Text what = Text.of("a machine with %s", "%s 架构的机器", other);
    result.add(new Nearby.One(change(near.withMachine(other), what)));
  }
}
