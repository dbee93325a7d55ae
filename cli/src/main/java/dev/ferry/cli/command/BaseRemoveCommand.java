package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.base.Bases;
import dev.ferry.model.Text;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ferry base remove NAME}. */
@Command(name = "remove")
final class BaseRemoveCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();

  @Parameters(paramLabel = "NAME", arity = "1", descriptionKey = "base.parameter")
  private String name = "";

  BaseRemoveCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    Bases.of(store.open(invocation)).remove(name);
    if (console.isJson()) {
      console.document(Map.of("removed", name));
    } else {
      console.say(
          Text.of(
              "Removed `%s`; its layers leave the store with `ferry cache clean`",
              "已移除 `%s`；其各层由 `ferry cache clean` 清理", name));
    }
    return 0;
  }

  @Override
  public String toString() {
    return "base remove " + global;
  }
}
