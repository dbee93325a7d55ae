package dev.ferry.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferry base}: the systems that images stand on. */
@Command(name = "base")
final class BaseCommand implements Runnable {
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  private BaseCommand() {}

  static CommandLine of(Invocation invocation) {
    return new CommandLine(new BaseCommand())
        .addSubcommand("import", new BaseImportCommand(invocation))
        .addSubcommand("list", new BaseListCommand(invocation))
        .addSubcommand("show", new BaseShowCommand(invocation))
        .addSubcommand("remove", new BaseRemoveCommand(invocation));
  }

  @Override
  public void run() {
    throw UsageMistake.noCommand(spec.commandLine());
  }

  @Override
  public String toString() {
    return "base " + global;
  }
}
