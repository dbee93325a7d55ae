/**
 * Makes the archive that carries Ferry itself, with its own Java, to a machine that has none.
 *
 * <p>A {@link dev.ferry.cli.distribution.RuntimePlan} says how the runtime comes about: linked by
 * {@code jlink} from the JDK at hand, linked for another machine from a folder {@code jmods} of the
 * same Java version, or copied whole where there is neither. {@link
 * dev.ferry.cli.distribution.Contents} gathers every file of the archive, with jars written anew:
 * members in order, one date, and of native libraries only those of the machine that it is for.
 * {@link dev.ferry.cli.distribution.GlibcFloor} reads from the runtime's own libraries which glibc
 * they need, because that and not the name of a distribution decides where the archive runs.
 *
 * <p>The same sources, the same JDK and the same libraries give the same bytes.
 */
@NullMarked
package dev.ferry.cli.distribution;

import org.jspecify.annotations.NullMarked;
