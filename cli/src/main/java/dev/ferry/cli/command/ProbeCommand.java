package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.python.target.HostTarget;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ferry probe}: measures this machine, or prints the script that measures another. */
@Command(name = "probe")
final class ProbeCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(names = "--script", descriptionKey = "probe.script")
  private boolean script;

  ProbeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    String text =
        script ? HostTarget.script() : new String(HostTarget.probe(), StandardCharsets.UTF_8);
    console.print(text.stripTrailing());
    return 0;
  }

  @Override
  public String toString() {
    return "probe " + global;
  }
}
