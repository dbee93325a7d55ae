/**
 * Tracing: which files an application opens.
 *
 * <p>{@link dev.ferry.image.trace.Tracer} runs golden cases in the full image and has the runner
 * follow every process with {@code ptrace}: calls that name a file stop at a seccomp filter, all
 * others run at full speed. That works without privileges, sees children, and sees what no audit
 * hook of Python sees: libraries that libraries load, the interpreter of a script, the loader of a
 * program. Each case runs twice, with the variables that proofs pin and as the image would run it,
 * because libraries open other files with more threads or another switch.
 *
 * <p>{@link dev.ferry.image.trace.KeepListMaker} turns the paths into a keep list: paths of the
 * environment by package, and paths outside it, which belong to the base and the application.
 *
 * <p>Sources: {@code ptrace(2)}, {@code seccomp(2)}; {@code docs/formats/keep.md}.
 */
@NullMarked
package dev.ferry.image.trace;

import org.jspecify.annotations.NullMarked;
