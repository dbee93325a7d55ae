/**
 * Builds wheels from source distributions before the trip, because an isolated machine cannot.
 *
 * <p>Many packages of the Paddle world exist only as source ({@code jieba}, {@code seqeval}). A
 * build runs foreign code, so it runs in a closed room ({@link
 * dev.ferry.python.build.BuildSandbox}): no network, no home, no credentials, no store, nothing
 * writable but its own folder, no privileges. What it may use is decided before: the build
 * requirements that {@code pyproject.toml} names (PEP 518) are resolved for the building
 * interpreter, as wheels, and unpacked into an interpreter folder of their own ({@link
 * dev.ferry.python.build.BuildEnvironment}); then the backend's hooks are called (PEP 517).
 *
 * <p>A result that is pure Python ({@code py3-none-any}) serves any target; one that is not serves
 * a target only where this machine provably matches it. The bytes are made reproducible by {@link
 * dev.ferry.python.build.WheelRewriter}, and the lock records sdist, build requirements and result,
 * so that a later build which differs is noticed.
 *
 * <p>Start reading at {@link dev.ferry.python.build.SourceBuilder}.
 */
@NullMarked
package dev.ferry.python.build;

import org.jspecify.annotations.NullMarked;
