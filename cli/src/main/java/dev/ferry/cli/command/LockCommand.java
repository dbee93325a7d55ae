package dev.ferry.cli.command;

import dev.ferry.bundle.lock.LockFolder;
import dev.ferry.bundle.lock.TargetLock;
import dev.ferry.bundle.lock.Workbench;
import dev.ferry.cli.output.Console;
import dev.ferry.python.lock.Lock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ferry lock}: which files make up the environment on each target. */
@Command(name = "lock")
final class LockCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private ResolveArguments arguments = new ResolveArguments();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      descriptionKey = "lock.output")
  private Optional<String> output = Optional.empty();

  @Option(names = "--dry-run", descriptionKey = "lock.dry-run")
  private boolean dryRun;

  LockCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    LockSession session = LockSession.of(invocation, arguments);
    LockFolder folder =
        new LockFolder(invocation.path(output).orElseGet(() -> arguments.folder(invocation)));
    List<TargetLock> made;
    try (Workbench workbench = Workbench.open(session.setup())) {
      made =
          workbench
              .locks(arguments.writer(invocation, session))
              .lock(session.request(folder, arguments, false));
      if (!dryRun) {
        made.forEach(one -> folder.write(one, workbench.store()));
      }
    }
    List<Lock> locks = made.stream().map(TargetLock::lock).toList();
    report(locks, folder);
    return 0;
  }

  private void report(List<Lock> locks, LockFolder folder) {
    Console console = invocation.console();
    if (console.isJson()) {
      Map<String, Object> document =
          new LinkedHashMap<>(LockDocument.of(locks, console.language()));
      if (!dryRun) {
        document.put("files", locks.stream().map(lock -> folder.path(lock.target())).toList());
      }
      console.document(document);
      return;
    }
    for (Lock lock : locks) {
      console.say(LockLines.heading(lock));
      if (!dryRun) {
        console.print(folder.path(lock.target()).toString());
      }
    }
    if (dryRun) {
      LockLines.packages(console, locks, "");
    }
  }

  @Override
  public String toString() {
    return "lock " + global;
  }
}
