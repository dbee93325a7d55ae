/**
 * Interpreters of this machine, for what only an interpreter can do: run a build backend, try a
 * finished environment out.
 *
 * <p>They are looked for in {@code PATH} and among the versions of a version manager such as pyenv,
 * and each is asked what it is: neither a file's name nor its place says so for certain. Scripts
 * that stand in for interpreters (the shims of a version manager) are not run, because they answer
 * late and for another program. None of this says anything about a target, which is another
 * machine.
 */
@NullMarked
package dev.ferry.python.interpreter;

import org.jspecify.annotations.NullMarked;
