package dev.ferry.cli.command;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * The commands of {@code ferry}. Only the one that is called is built, so that a short command
 * loads few classes.
 */
public enum CommandTable {
  PROBE,
  TARGET,
  LOCK,
  PACK,
  SHOW,
  VERIFY,
  DIFF,
  INSTALL,
  BASE,
  PARITY,
  IMAGE,
  EXPORT,
  IMPORT,
  INVENTORY,
  FSCK,
  GC,
  CACHE,
  COMPLETION,
  HELP;

  private Object command(Invocation invocation) {
    return switch (this) {
      case PROBE -> new ProbeCommand(invocation);
      case TARGET -> TargetCommand.of(invocation);
      case LOCK -> new LockCommand(invocation);
      case PACK -> new PackCommand(invocation);
      case SHOW -> new ShowCommand(invocation);
      case INSTALL -> new InstallCommand(invocation);
      case BASE -> BaseCommand.of(invocation);
      case PARITY -> new ParityCommand(invocation);
      case IMAGE -> ImageCommand.of(invocation);
      case EXPORT -> new ExportCommand(invocation);
      case IMPORT -> new ImportCommand(invocation);
      case INVENTORY -> new InventoryCommand(invocation);
      case FSCK -> new FsckCommand(invocation);
      case GC -> new GcCommand(invocation);
      case VERIFY -> new VerifyCommand(invocation);
      case DIFF -> new DiffCommand(invocation);
      case CACHE -> CacheCommand.of(invocation);
      case COMPLETION -> new CompletionCommand(invocation);
      case HELP -> new HelpCommand(invocation);
    };
  }

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A command line that knows the command its first word names, or every command if none is named.
   */
  public static CommandLine commandLine(Invocation invocation, List<String> arguments) {
    Optional<CommandTable> named =
        arguments.stream()
            .filter(argument -> !argument.startsWith("-"))
            .findFirst()
            .flatMap(CommandTable::find);
    return commandLine(invocation, named.map(List::of).orElse(List.of(values())));
  }

  /** Whether a command line, as far as it can be read, is {@code ferry --version}. */
  public static boolean asksForVersion(CommandLine root, List<String> arguments) {
    try {
      return root.parseArgs(arguments.toArray(String[]::new)).isVersionHelpRequested();
    } catch (CommandLine.ParameterException wrong) {
      return false; // Running it tells what is wrong.
    }
  }

  /** The version of Ferry, without its name. */
  public static String version() {
    return FerryCommand.Version.number();
  }

  /** What {@code ferry completion} prints. */
  public static String completion(Invocation invocation) {
    return AutoComplete.bash("ferry", complete(invocation)).stripTrailing() + "\n";
  }

  /** A command line with every command. */
  public static CommandLine complete(Invocation invocation) {
    return commandLine(invocation, List.of(values()));
  }

  private static CommandLine commandLine(Invocation invocation, Collection<CommandTable> commands) {
    CommandLine root = new CommandLine(new FerryCommand());
    for (CommandTable command : commands) {
      root.addSubcommand(command.word(), command.command(invocation));
    }
    root.setResourceBundle(HelpTexts.in(invocation.language()));
    return root;
  }

  private static Optional<CommandTable> find(String word) {
    return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst();
  }
}
