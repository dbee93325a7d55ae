package dev.ferry.model;

import java.util.Optional;

/** What computes beside the CPU. */
public sealed interface Accelerator {
  /** Nothing. */
  record None() implements Accelerator {}

  /**
   * NVIDIA GPUs.
   *
   * @param ceiling the highest CUDA version that the driver runs or that was asked for
   * @param driver the driver's version where it was measured or given
   */
  record Cuda(SymbolVersion ceiling, Optional<SymbolVersion> driver) implements Accelerator {}

  /**
   * Huawei Ascend NPUs.
   *
   * @param cann the version of the CANN toolkit
   */
  record Ascend(SymbolVersion cann) implements Accelerator {}
}
