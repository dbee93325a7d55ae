package dev.ferry.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * What a target's name says, and nothing that it leaves open.
 *
 * @param os {@code linux}
 * @param machine architecture
 * @param libc family and version
 * @param glibcxx highest GLIBCXX version, if given
 * @param python the interpreter
 * @param cuda CUDA ceiling, if given
 * @param driver NVIDIA driver, if given
 * @param cann CANN toolkit, if given
 * @param pageSize bytes, if given
 */
record TargetFields(
    String os,
    String machine,
    Libc libc,
    Optional<SymbolVersion> glibcxx,
    PythonVersion python,
    Optional<SymbolVersion> cuda,
    Optional<SymbolVersion> driver,
    Optional<SymbolVersion> cann,
    OptionalInt pageSize) {

  static TargetFields of(Target target) {
    Accelerator accelerator = target.accelerator();
    Optional<SymbolVersion> driver =
        accelerator instanceof Accelerator.Cuda cuda ? cuda.driver() : Optional.empty();
    Optional<SymbolVersion> ceiling =
        accelerator instanceof Accelerator.Cuda cuda
            ? Optional.of(cuda.ceiling())
            : Optional.empty();
    int assumed = Architectures.assumedPageSize(target.machine());
    return new TargetFields(
        target.os(),
        target.machine(),
        target.libc(),
        target.glibcxx(),
        target.python(),
        ceiling.equals(driver.map(CudaDrivers::ceiling)) ? Optional.empty() : ceiling,
        driver,
        accelerator instanceof Accelerator.Ascend ascend
            ? Optional.of(ascend.cann())
            : Optional.empty(),
        target.pageSize().orElse(assumed) == assumed ? OptionalInt.empty() : target.pageSize());
  }

  int pageSizeOrAssumed() {
    return pageSize.orElseGet(() -> Architectures.assumedPageSize(machine));
  }

  /**
   * A driver that is older than CUDA 10.0 gives a ceiling of 0.0: nothing that Ferry knows runs.
   */
  Accelerator accelerator() {
    if (cann.isPresent()) {
      return new Accelerator.Ascend(cann.get());
    }
    Optional<SymbolVersion> ceiling = cuda.or(() -> driver.map(CudaDrivers::ceiling));
    return ceiling.isPresent()
        ? new Accelerator.Cuda(ceiling.get(), driver)
        : new Accelerator.None();
  }

  String canonicalName() {
    StringJoiner name = new StringJoiner("-");
    name.add(os).add(machine).add(libc.toString());
    glibcxx.ifPresent(version -> name.add("glibcxx" + version));
    name.add(python.toString());
    cuda.ifPresent(version -> name.add("cuda" + version));
    driver.ifPresent(version -> name.add("driver" + CudaDrivers.shown(version)));
    cann.ifPresent(version -> name.add("cann" + version));
    pageSize.ifPresent(bytes -> name.add("page" + bytes));
    return name.toString();
  }
}
