package dev.ferry.cli.command;

import dev.ferry.store.StoreCleaner;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ferry cache info}. */
@Command(name = "info")
final class CacheInfoCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();

  CacheInfoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path folder = store.folder(invocation);
    StoreAmounts.print(invocation.console(), folder, new StoreCleaner(folder).amounts());
    return 0;
  }

  @Override
  public String toString() {
    return "cache info " + global;
  }
}
