package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.Bases;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ferry base show NAME}. */
@Command(name = "show")
final class BaseShowCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();

  @Parameters(paramLabel = "NAME", arity = "1", descriptionKey = "base.parameter")
  private String name = "";

  BaseShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    Base base = Bases.of(store.open(invocation)).require(name);
    if (console.isJson()) {
      console.document(BaseView.document(base));
    } else {
      BaseView.print(console, base);
    }
    return 0;
  }

  @Override
  public String toString() {
    return "base show " + global;
  }
}
