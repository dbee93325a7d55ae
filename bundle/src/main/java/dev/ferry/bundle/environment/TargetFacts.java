package dev.ferry.bundle.environment;

import dev.ferry.model.Accelerator;
import dev.ferry.model.Libc;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The part of a target that an installer compares with the machine it runs on.
 *
 * @param name the target's name, also the name of its folder in the bundle
 * @param os {@code linux}
 * @param machine as {@code uname -m} says it
 * @param libc the oldest one that the set was checked for
 * @param glibcxx of the target's libstdc++, where it is known
 * @param pageSize in bytes, where it is known
 * @param python minor version, and the patch number where the target gives one
 * @param accelerator what computes beside the CPU
 */
public record TargetFacts(
    String name,
    String os,
    String machine,
    Libc libc,
    Optional<SymbolVersion> glibcxx,
    OptionalInt pageSize,
    PythonVersion python,
    Accelerator accelerator) {

  public static TargetFacts of(Target target) {
    return new TargetFacts(
        target.name(),
        target.os(),
        target.machine(),
        target.libc(),
        target.glibcxx(),
        target.pageSize(),
        target.python(),
        target.accelerator());
  }
}
