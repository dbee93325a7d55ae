package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;

/** Prints a lock for people. */
final class LockLines {
  private LockLines() {}

  static void print(Console console, Lock lock) {
    console.print(
        Text.of(
            "%s: %s, %s",
            "%s：%s，%s",
            lock.target(),
            Text.count(lock.packages().size(), "package", "个软件包"),
            new DataSize(LockDocument.bytes(lock))));
    lock.packages()
        .forEach(
            locked -> console.print("  " + locked.name().normalized() + "==" + locked.version()));
  }
}
