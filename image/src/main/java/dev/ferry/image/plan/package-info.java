/**
 * What goes into an image, as data, before anything is written.
 *
 * <p>An image is a base and a few layers of Ferry's. Each is a list of entries with known content:
 * a member of a wheel, a file of the store, bytes that the plan made. From their paths, modes,
 * owners and digests follows the layer's identity, and from that, before a byte is read, whether
 * the layer is known already ({@link dev.ferry.image.plan.PlannedLayer#identity}).
 *
 * <p>Order, from the lowest layer up: the base's, system packages, the user's account and folders,
 * the interpreter, large wheels one layer each, the other wheels together, carried files, the
 * application. What changes seldom lies low, so that a change above it leaves its digest alone and
 * nobody carries it twice.
 */
@NullMarked
package dev.ferry.image.plan;

import org.jspecify.annotations.NullMarked;
