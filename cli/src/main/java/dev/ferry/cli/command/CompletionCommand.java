package dev.ferry.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ferry completion}: a script for bash and zsh, to be sourced. */
@Command(name = "completion")
final class CompletionCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  CompletionCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.console().print(CommandTable.completion(invocation).stripTrailing());
    return 0;
  }

  @Override
  public String toString() {
    return "completion " + global;
  }
}
