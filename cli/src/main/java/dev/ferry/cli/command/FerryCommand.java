package dev.ferry.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ferry} alone: shows what there is. */
@Command(name = "ferry", versionProvider = FerryCommand.Version.class)
final class FerryCommand implements Runnable {
  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      descriptionKey = "version.option")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw UsageMistake.noCommand(spec.commandLine());
  }

  @Override
  public String toString() {
    return "ferry " + global + " version=" + version;
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ferry " + number()};
    }

    static String number() {
      String version = FerryCommand.class.getPackage().getImplementationVersion();
      return version == null ? "(not packaged)" : version;
    }
  }
}
