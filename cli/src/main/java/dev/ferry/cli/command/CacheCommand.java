package dev.ferry.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferry cache}: what the store holds. */
@Command(name = "cache")
final class CacheCommand implements Runnable {
  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  private CacheCommand() {}

  static CommandLine of(Invocation invocation) {
    return new CommandLine(new CacheCommand())
        .addSubcommand("info", new CacheInfoCommand(invocation))
        .addSubcommand("clean", new CacheCleanCommand(invocation));
  }

  @Override
  public void run() {
    throw UsageMistake.noCommand(spec.commandLine());
  }

  @Override
  public String toString() {
    return "cache " + global;
  }
}
