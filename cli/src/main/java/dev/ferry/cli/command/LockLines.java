package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prints locks for people: what all of them share once, then what each has of its own. */
final class LockLines {
  private LockLines() {}

  static void print(Console console, List<Lock> locks) {
    locks.forEach(lock -> console.print(heading(lock)));
    packages(console, locks, "  ");
  }

  static Text heading(Lock lock) {
    return Text.of(
        "%s: %s, %s",
        "%s：%s，%s",
        lock.target(),
        Text.count(lock.packages().size(), "package", "个软件包"),
        new DataSize(LockDocument.bytes(lock)));
  }

  /** {@code name==version} a line. */
  static void packages(Console console, List<Lock> locks, String indent) {
    Set<String> shared = new LinkedHashSet<>(lines(locks.getFirst()));
    locks.forEach(lock -> shared.retainAll(lines(lock)));
    shared.forEach(line -> console.print(indent + line));
    for (Lock lock : locks) {
      List<String> own = lines(lock).stream().filter(line -> !shared.contains(line)).toList();
      if (!own.isEmpty()) {
        console.print(Text.of("%s# only for %s", "%s# 仅用于 %s", indent, lock.target()));
        own.forEach(line -> console.print(indent + line));
      }
    }
  }

  private static List<String> lines(Lock lock) {
    return lock.packages().stream().map(LockLines::line).toList();
  }

  private static String line(LockedPackage locked) {
    return locked.name().normalized() + "==" + locked.version();
  }
}
