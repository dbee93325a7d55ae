/**
 * What changed between two bundles, in the order in which a person who must approve the second one
 * wants to read it.
 *
 * <p>{@link dev.ferry.carry.compare.Comparer} pairs the targets of both bundles and, within them,
 * packages by their name. A package whose digest is the same on both sides is never opened. A wheel
 * that came or changed is hashed, held against its manifest, and read member by member under the
 * limits of {@link dev.ferry.python.wheel}: nothing is unpacked, nothing is run, and neither bundle
 * is trusted more than the other.
 *
 * <p>Everything worth a look is a {@link dev.ferry.carry.compare.Finding} of a {@link
 * dev.ferry.carry.compare.FindingKind}: a licence, a library that the machine must have, and above
 * all code that runs without being asked: {@code .pth} files and {@code sitecustomize} run at every
 * start of Python, entry points when another package looks for plug-ins, {@code install.sh} on the
 * node. Kinds that an approval should not pass over are loud.
 *
 * <p>The same file name with other bytes is the loudest: either the file was changed, or it comes
 * from another channel that uses the name again.
 */
@NullMarked
package dev.ferry.carry.compare;

import org.jspecify.annotations.NullMarked;
