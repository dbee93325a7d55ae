/**
 * {@code environment.json}: what one target of a bundle consists of, for a reader that has nothing
 * but Python's standard library.
 *
 * <p>The lock ({@code pylock.toml}) is the standard form of an environment, but Python 3.7 has no
 * TOML reader and no installer at hand. So the bundle carries the same facts once more as JSON,
 * together with what a lock has no words for: extra files, environment variables, the smoke test,
 * the system libraries that the set reaches, and what was assumed about the machine. It names the
 * lock's digest, so the two cannot drift apart.
 *
 * <p>{@link dev.ferry.bundle.environment.EnvironmentDocument} is the value, {@link
 * dev.ferry.bundle.environment.EnvironmentWriter} writes it in one canonical spelling (sorted keys,
 * no white space), so that equal environments have equal bytes, and {@link
 * dev.ferry.bundle.environment.EnvironmentReader} takes it from a bundle of unknown origin:
 * bounded, each field checked and named in the message. The format is described in {@code
 * docs/formats/environment.md}.
 */
@NullMarked
package dev.ferry.bundle.environment;

import org.jspecify.annotations.NullMarked;
