/**
 * One class per command of {@code ferry}, named after it: {@code target show} is {@link
 * dev.ferry.cli.command.TargetShowCommand}. A command throws {@link
 * dev.ferry.model.FerryException}; {@link dev.ferry.cli.command.FailurePrinter} turns it into lines
 * for people and an exit code.
 */
@NullMarked
package dev.ferry.cli.command;

import org.jspecify.annotations.NullMarked;
