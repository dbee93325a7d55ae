package dev.ferry.cli.command;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Spelling;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ferry help [COMMAND]}: the same as {@code ferry COMMAND --help}. */
@Command(name = "help")
final class HelpCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "COMMAND", arity = "0..*", descriptionKey = "help.parameter")
  private List<String> words = new ArrayList<>();

  HelpCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    CommandLine command = CommandTable.complete(invocation);
    for (String word : words) {
      CommandLine inner = command.getSubcommands().get(word);
      if (inner == null) {
        throw unknown(word, command);
      }
      command = inner;
    }
    invocation.console().print(command.getUsageMessage().stripTrailing());
    return 0;
  }

  private static FerryException unknown(String word, CommandLine command) {
    Text what = Text.of("unknown command `%s`", "未知的命令 `%s`", word);
    return new FerryException(
        Failure.USAGE,
        Spelling.findNearest(word, command.getSubcommands().keySet())
            .map(near -> Text.of("%s, did you mean `%s`?", "%s，是否想写 `%s`？", what, near))
            .orElse(what));
  }

  @Override
  public String toString() {
    return "help " + global;
  }
}
