/**
 * Everything that reaches the user's eyes or another program.
 *
 * <p>Data goes to standard output, once, when it is complete: a few lines for people or, with
 * {@code --json}, one JSON document. Everything else goes to standard error: progress, notes,
 * warnings, failures. {@link dev.ferry.cli.output.Console} holds both streams and the user's
 * language.
 *
 * <p>Progress has three looks. On a terminal one line is redrawn, with rate and time left;
 * elsewhere a plain line now and then, ever more rarely; with {@code --json} one JSON object per
 * line. {@link dev.ferry.cli.output.ProgressReporter} keeps what is running and asks a {@link
 * dev.ferry.cli.output.ProgressView} to show it.
 */
@NullMarked
package dev.ferry.cli.output;

import org.jspecify.annotations.NullMarked;
