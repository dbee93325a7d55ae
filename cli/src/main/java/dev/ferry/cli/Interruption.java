package dev.ferry.cli;

import dev.ferry.cli.output.Console;
import dev.ferry.model.Text;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says how to go on when a signal ends the program. The JVM itself ends with 130 after SIGINT and
 * 143 after SIGTERM; what was half downloaded stays in the store for the next run.
 */
final class Interruption {
  private final AtomicBoolean done = new AtomicBoolean();

  private Interruption() {}

  static Interruption watch(Console console) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.report(console), "interruption"));
    return interruption;
  }

  /** Says that the program ends by itself. */
  void done() {
    done.set(true);
  }

  private void report(Console console) {
    if (!done.get()) {
      console.interrupted(
          Text.of(
              "interrupted; the same command goes on where this one stopped", "已中断；再次运行同一命令即可继续"));
    }
  }
}
