package dev.ferry.cli.command;

import picocli.CommandLine.Command;

/** {@code ferry target}: about machines that environments are meant for. */
@Command(
    name = "target",
    description = "Shows what is known and assumed about a target.",
    mixinStandardHelpOptions = true,
    subcommands = {TargetShowCommand.class})
public final class TargetCommand {}
