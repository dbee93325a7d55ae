/**
 * The lock of an environment for one target: which file of which release, by digest.
 *
 * <p>On disk it is {@code targets/<target>/pylock.toml}, a lock file of PEP 751 that {@code uv} and
 * {@code pip} read too. What PEP 751 has no place for stands under {@code [tool.ferry]} and {@code
 * [packages.tool.ferry]}; {@code docs/formats/lock.md} has every field.
 *
 * <p>Writing is a pure function of the {@link dev.ferry.python.lock.Lock}: sorted, without a clock,
 * the same bytes on every machine. Reading ({@link dev.ferry.python.lock.PylockReader}) takes
 * foreign lock files as well, as long as they name a wheel with a sha256 for every package.
 */
@NullMarked
package dev.ferry.python.lock;

import org.jspecify.annotations.NullMarked;
