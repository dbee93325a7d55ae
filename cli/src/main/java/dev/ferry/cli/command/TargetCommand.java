package dev.ferry.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferry target}: about machines that environments are meant for. */
@Command(name = "target")
final class TargetCommand implements Runnable {
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  private TargetCommand() {}

  static CommandLine of(Invocation invocation) {
    return new CommandLine(new TargetCommand())
        .addSubcommand("show", new TargetShowCommand(invocation));
  }

  @Override
  public void run() {
    throw UsageMistake.noCommand(spec.commandLine());
  }

  @Override
  public String toString() {
    return "target " + global;
  }
}
