package dev.ferry.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which depot. */
final class DepotOption {
  @Option(names = "--depot", paramLabel = "DIR", required = true, descriptionKey = "depot")
  private String depot = "";

  Path folder(Invocation invocation) {
    return invocation.path(depot);
  }
}
