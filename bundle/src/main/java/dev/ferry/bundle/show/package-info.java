/**
 * What a bundle holds, for people and programs, without reading its wheels.
 *
 * <p>{@link dev.ferry.bundle.show.Summary} is everything that {@code ferry show} prints. It comes
 * from the documents that the root digest covers ({@code environment.json}, the lock) and from the
 * evidence beside them. Whether the files have the right bytes is another question, see {@link
 * dev.ferry.bundle.verify}.
 */
@NullMarked
package dev.ferry.bundle.show;

import org.jspecify.annotations.NullMarked;
