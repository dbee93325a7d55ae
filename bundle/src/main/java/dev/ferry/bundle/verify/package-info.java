/**
 * Says whether a bundle holds exactly the bytes that its root digest stands for.
 *
 * <p>{@link dev.ferry.bundle.verify.Verifier} derives every name and digest from the root index,
 * not from {@code SHA256SUMS}, which it compares like any other file. Each inode is hashed once,
 * several at a time, the largest first. The rules about what may lie beside the listed files are
 * those of {@code verify.sh}, so both give the same answer.
 *
 * <p>The answer is a {@link dev.ferry.bundle.verify.Verification}: either a {@link
 * dev.ferry.bundle.verify.VerifiedBundle}, which later stages ask for by its type, or the problems
 * by file. Integrity says nothing about origin.
 */
@NullMarked
package dev.ferry.bundle.verify;

import org.jspecify.annotations.NullMarked;
