/**
 * The bundle: what crosses the gap.
 *
 * <p>{@code make} is the whole of {@code ferry pack}: {@code spec} reads what is wanted, {@code
 * lock} resolves it for each target, {@code carry} checks the archives and interpreters that it
 * brings, {@code pack} downloads and writes, {@code rehearse} tries the result without a network,
 * and {@code evidence} states that it was tried. The format is in three packages: {@code layout}
 * (which blob has which name, and the graph of manifests whose root is the bundle's digest), {@code
 * environment} (the document that an installation follows) and {@code sbom}.
 *
 * <p>On the other side {@code read} opens a folder or a tar, {@code verify} proves every byte of
 * it, {@code show} tells what is in it, and {@code install} makes an environment. There Ferry is
 * not needed: {@code verify.sh}, {@code install.sh} and {@code install.py}, which lie among the
 * resources of this module and go into every bundle, do the same with {@code sh} and {@code
 * python3}. {@code install.py} is one file because it is all that a node gets; {@code ferry
 * install} runs its steps for the questions that only the target's Python can answer.
 */
@NullMarked
package dev.ferry.bundle;

import org.jspecify.annotations.NullMarked;
