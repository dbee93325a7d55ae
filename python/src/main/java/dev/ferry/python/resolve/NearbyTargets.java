package dev.ferry.python.resolve;

import dev.ferry.model.Accelerator;
import dev.ferry.model.CudaDrivers;
import dev.ferry.model.Libc;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Machines that differ from one in a single value. Each is the one that its name describes, so that
 * what is tried is what the printed name means; what was measured and has no place in a name is
 * assumed again.
 */
final class NearbyTargets {
  private final Target target;

  NearbyTargets(Target target) {
    this.target = target;
  }

  /** With a CPython or PyPy of another minor version, its patch open. */
  Target withPython(int minor) {
    PythonVersion here = target.python();
    PythonVersion other =
        new PythonVersion(here.implementation(), 3, minor, OptionalInt.empty(), false);
    return of(
        target.machine(),
        target.libc(),
        target.glibcxx(),
        other,
        target.accelerator(),
        target.pageSize());
  }

  /** With another architecture; its page size is the usual one. */
  Target withMachine(String machine) {
    return of(
        machine,
        target.libc(),
        target.glibcxx(),
        target.python(),
        target.accelerator(),
        OptionalInt.empty());
  }

  /** With another C library, and with it another system, whose C++ library is not known. */
  Target withLibc(Libc libc) {
    return of(
        target.machine(),
        libc,
        Optional.empty(),
        target.python(),
        target.accelerator(),
        target.pageSize());
  }

  /** With another C++ library. */
  Target withGlibcxx(SymbolVersion version) {
    return of(
        target.machine(),
        target.libc(),
        Optional.of(version),
        target.python(),
        target.accelerator(),
        target.pageSize());
  }

  /** With a driver that runs a CUDA release, named as the target names it: driver or release. */
  Target withCuda(SymbolVersion release) {
    SymbolVersion cuda = SymbolVersion.of(release.part(0), release.part(1));
    Optional<SymbolVersion> driver =
        target.accelerator() instanceof Accelerator.Cuda had && had.driver().isPresent()
            ? CudaDrivers.minimum(cuda)
            : Optional.empty();
    SymbolVersion ceiling = driver.map(CudaDrivers::ceiling).orElse(cuda);
    return withAccelerator(new Accelerator.Cuda(ceiling, driver.map(NearbyTargets::named)));
  }

  /** With a kernel of other pages, bytes. */
  Target withPages(int bytes) {
    return of(
        target.machine(),
        target.libc(),
        target.glibcxx(),
        target.python(),
        target.accelerator(),
        OptionalInt.of(bytes));
  }

  /** Without GPU or NPU. */
  Target withoutAccelerator() {
    return withAccelerator(new Accelerator.None());
  }

  /** A driver's version has at least two parts in a name. */
  private static SymbolVersion named(SymbolVersion driver) {
    return driver.parts().size() > 1 ? driver : SymbolVersion.of(driver.part(0), 0);
  }

  private Target withAccelerator(Accelerator accelerator) {
    return of(
        target.machine(),
        target.libc(),
        target.glibcxx(),
        target.python(),
        accelerator,
        target.pageSize());
  }

  private Target of(
      String machine,
      Libc libc,
      Optional<SymbolVersion> glibcxx,
      PythonVersion python,
      Accelerator accelerator,
      OptionalInt pageSize) {
    Target other =
        new Target(
            target.name(),
            target.os(),
            machine,
            libc,
            glibcxx,
            python,
            accelerator,
            pageSize,
            target.cpuFlags(),
            Map.of(),
            target.assumptions());
    return TargetName.parse(TargetName.canonicalName(other));
  }
}
