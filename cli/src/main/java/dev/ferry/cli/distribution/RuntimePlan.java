package dev.ferry.cli.distribution;

import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the Java runtime of an archive comes about.
 *
 * @param method linked or copied
 * @param jdk whose runtime it is
 * @param linker the {@code jlink} to run, unless it is copied
 * @param modules the modules to link from; absent where {@code linker} takes its own
 * @param reason for people
 */
record RuntimePlan(
    Method method, JavaHome jdk, Optional<Path> linker, Optional<Path> modules, Text reason) {

  /** Ways to a runtime. */
  enum Method {
    /** By a JDK of the machine that it is for. */
    LINKED,
    /** By this machine's {@code jlink} from the other JDK's modules. */
    CROSS_LINKED,
    /** The other JDK as it is. */
    COPIED
  }

  /**
   * Chooses.
   *
   * @param own the JDK that runs this
   * @param given the JDK to take the runtime from
   */
  static RuntimePlan of(JavaHome own, JavaHome given) {
    boolean runsHere = given.machine().equals(own.machine()) && given.libc().equals(own.libc());
    if (runsHere && given.findLinker().isPresent()) {
      return new RuntimePlan(
          Method.LINKED,
          given,
          given.findLinker(),
          Optional.empty(),
          Text.of("linked by its own `jlink`", "用其自带的 `jlink` 链接"));
    }
    Optional<Path> modules = given.findModules();
    if (modules.isPresent() && own.feature() == given.feature() && own.findLinker().isPresent()) {
      return new RuntimePlan(
          Method.CROSS_LINKED,
          given,
          own.findLinker(),
          modules,
          Text.of(
              "linked from its `jmods` by this machine's `jlink`", "用本机的 `jlink` 从其 `jmods` 链接"));
    }
    return new RuntimePlan(
        Method.COPIED, given, Optional.empty(), Optional.empty(), why(own, given, runsHere));
  }

  private static Text why(JavaHome own, JavaHome given, boolean runsHere) {
    if (runsHere) {
      return Text.of("copied whole: it has no `jlink`", "整体复制：其中没有 `jlink`");
    }
    return given.findModules().isEmpty()
        ? Text.of(
            "copied whole: it has no folder `jmods` to link for another machine from",
            "整体复制：其中没有可供跨平台链接的 `jmods` 目录")
        : Text.of(
            "copied whole: its `jmods` are of Java %d, and `jlink` here is of Java %d",
            "整体复制：其 `jmods` 属于 Java %d，而本机的 `jlink` 属于 Java %d", given.feature(), own.feature());
  }
}
