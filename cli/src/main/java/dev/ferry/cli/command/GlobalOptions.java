package dev.ferry.cli.command;

import picocli.CommandLine.Option;

/** Declares the options of {@link Settings}, so that every command accepts and explains them. */
final class GlobalOptions {
  @Option(names = "--json", descriptionKey = "json")
  private boolean json;

  @Option(names = "--lang", paramLabel = "en|zh", descriptionKey = "lang")
  private String lang = "";

  @Option(names = "--debug", descriptionKey = "debug")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "help")
  private boolean help;

  /** What was parsed, for the record of a run. */
  @Override
  public String toString() {
    return "json=" + json + " lang=" + lang + " debug=" + debug + " help=" + help;
  }
}
