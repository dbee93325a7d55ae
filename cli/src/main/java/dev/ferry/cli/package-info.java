/**
 * The command line: parsing and printing, nothing else.
 *
 * <p>{@link dev.ferry.cli.Main} hands the arguments to one class per command in {@link
 * dev.ferry.cli.command}. A command asks the other modules for a value and prints it. Data goes to
 * standard output, messages for people to standard error, in Chinese or English. The exit code is
 * that of the {@link dev.ferry.model.Failure}: 0 done, 1 refused, 2 wrong usage, 3 environment.
 */
@NullMarked
package dev.ferry.cli;

import org.jspecify.annotations.NullMarked;
