/**
 * Proof: a written image gives the answers of the full environment.
 *
 * <p>What a variant left out was decided by rules and by one traced run; whether it still works is
 * found by running it. A golden folder ({@link dev.ferry.image.proof.Golden}, {@code
 * docs/formats/golden.md}) holds cases: a command, its inputs, and what it must print and write.
 * Expected outputs that a person did not give are recorded from the full environment ({@link
 * dev.ferry.image.proof.GoldenRecorder}). {@link dev.ferry.image.proof.Proof} then runs the written
 * archive, not the plan: no network, read-only, its own user.
 *
 * <p>What makes numbers differ without a fault is pinned on both sides ({@link
 * dev.ferry.image.proof.Pinned}): threads, the oneDNN switch, seeds, locale. Every side runs twice;
 * an output that differs from itself is not reproducible, and is compared by tolerance; every other
 * must be equal to the byte. Without golden cases the smoke test of the environment is run, which
 * shows that an image starts and says nothing about its answers.
 */
@NullMarked
package dev.ferry.image.proof;

import org.jspecify.annotations.NullMarked;
