/**
 * One class per command of {@code ferry}, named after it: {@code target show} is {@code
 * TargetShowCommand}. {@link dev.ferry.cli.command.CommandTable} lists them.
 *
 * <p>A command turns its options into values, asks another module for an answer and prints it. What
 * goes wrong is thrown as {@link dev.ferry.model.FerryException}; {@code Main} reports it and takes
 * the exit code from it. Commands get the streams, the environment and the current folder from
 * {@link dev.ferry.cli.command.Invocation}, never from the JVM. Options that several commands have
 * are classes of their own ({@code GlobalOptions}, {@code StoreOption}, {@code ResolveOptions}).
 *
 * <p>The texts of {@code --help} lie in {@code Help.properties} and {@code Help_zh.properties}.
 */
@NullMarked
package dev.ferry.cli.command;

import org.jspecify.annotations.NullMarked;
