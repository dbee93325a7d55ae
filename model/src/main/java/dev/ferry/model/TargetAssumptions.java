package dev.ferry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be assumed about a machine because only its name is known, one sentence each. */
final class TargetAssumptions {
  private TargetAssumptions() {}

  static List<Text> of(TargetFields fields) {
    List<Text> all = new ArrayList<>();
    if (!Architectures.isKnown(fields.machine())) {
      all.add(
          Text.of(
              "`%s` is taken as an architecture although Ferry does not know it",
              "`%s` 不是 Ferry 已知的架构，按原样采用", fields.machine()));
    }
    addPython(fields, all);
    addLibraries(fields, all);
    addKernel(fields, all);
    addAccelerator(fields, all);
    return all;
  }

  private static void addPython(TargetFields fields, List<Text> all) {
    PythonVersion python = fields.python();
    if (python.patch().isEmpty()) {
      all.add(
          Text.of(
              "The patch version of Python %1$s is open: a dependency is taken if any %1$s.x needs"
                  + " it",
              "Python %1$s 的修订号未指定：任一 %1$s.x 需要的依赖都会带上", python.minorVersion()));
    }
  }

  private static void addLibraries(TargetFields fields, List<Text> all) {
    if (fields.libc().family() == Libc.Family.GLIBC && fields.glibcxx().isEmpty()) {
      all.add(
          Text.of(
              "The version of libstdc++ is unknown: what the set needs is checked on the node",
              "libstdc++ 版本未知：所需版本将在节点上检查"));
    }
    if (fields.machine().equals("loongarch64")
        && fields.libc().family() == Libc.Family.GLIBC
        && fields.libc().version().compareTo(SymbolVersion.of(2, 36)) < 0) {
      all.add(
          Text.of(
              "glibc below 2.36 on loongarch64 means the old-world ABI; new-world wheels do not"
                  + " load",
              "loongarch64 上 glibc 低于 2.36 表示旧世界 ABI；新世界的 wheel 无法加载"));
    }
  }

  private static void addKernel(TargetFields fields, List<Text> all) {
    if (fields.pageSize().isEmpty()) {
      all.add(
          Text.of(
              "The kernel is assumed to use pages of %s bytes",
              "假定内核页大小为 %s 字节", fields.pageSizeOrAssumed()));
    }
    all.add(
        Text.of(
            "CPU flags and the kernel's release are unknown; markers on them count either way",
            "CPU 特性与内核版本未知；依赖于它们的标记两种取值都算"));
  }

  private static void addAccelerator(TargetFields fields, List<Text> all) {
    switch (fields.accelerator()) {
      case Accelerator.None none -> all.add(Text.of("No accelerator is assumed", "假定没有加速卡"));
      case Accelerator.Ascend ascend -> {}
      case Accelerator.Cuda cuda -> ofCuda(cuda).ifPresent(all::add);
    }
  }

  private static Optional<Text> ofCuda(Accelerator.Cuda cuda) {
    return cuda.driver().isPresent()
        ? ofDriver(cuda, cuda.driver().get())
        : Optional.of(
            Text.of(
                "The NVIDIA driver is assumed to run CUDA %s; that takes driver %s or newer",
                "假定 NVIDIA 驱动支持 CUDA %s；这需要驱动 %s 或更新",
                cuda.ceiling(),
                CudaDrivers.minimum(cuda.ceiling()).map(CudaDrivers::shown).orElse("?")));
  }

  private static Optional<Text> ofDriver(Accelerator.Cuda cuda, SymbolVersion driver) {
    SymbolVersion mayRun = CudaDrivers.ceiling(driver);
    if (cuda.ceiling().compareTo(mayRun) > 0) {
      return Optional.of(
          Text.of(
              "CUDA %s on driver %s needs NVIDIA's forward compatibility package; alone this driver"
                  + " runs CUDA %s",
              "在驱动 %2$s 上运行 CUDA %1$s 需要 NVIDIA 前向兼容包；该驱动本身支持到 CUDA %3$s",
              cuda.ceiling(),
              CudaDrivers.shown(driver),
              mayRun));
    } else if (cuda.ceiling().equals(mayRun)) {
      return Optional.of(
          Text.of(
              "Driver %s is taken to run programs up to CUDA %s by minor-version compatibility;"
                  + " NVIDIA names it for CUDA up to %s",
              "按次版本兼容规则，驱动 %s 视为可运行至 CUDA %s；NVIDIA 标称支持到 CUDA %s",
              CudaDrivers.shown(driver),
              mayRun,
              CudaDrivers.findVendorCeiling(driver).map(String::valueOf).orElse("?")));
    }
    return Optional.empty();
  }
}
