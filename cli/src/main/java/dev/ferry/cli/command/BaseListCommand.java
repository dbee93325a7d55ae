package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.Bases;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ferry base list}. */
@Command(name = "list")
final class BaseListCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private StoreOption store = new StoreOption();

  BaseListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    List<Base> bases = Bases.of(store.open(invocation)).all();
    if (console.isJson()) {
      console.document(Map.of("bases", bases.stream().map(BaseView::document).toList()));
      return 0;
    }
    bases.forEach(base -> console.print(BaseView.line(base)));
    if (bases.isEmpty()) {
      console.say(
          Text.of(
              "No base was imported yet; `ferry base import FILE --name NAME` imports one",
              "尚未导入基础镜像；用 `ferry base import FILE --name NAME` 导入"));
    }
    return 0;
  }

  @Override
  public String toString() {
    return "base list " + global;
  }
}
