/**
 * Takes into a depot what was carried: bundles as they are, and parcels.
 *
 * <p>{@link dev.ferry.carry.receive.Importer} holds the depot's lock, looks at what it was given
 * and answers each thing with one {@link dev.ferry.carry.receive.Outcome}. A <em>bundle</em> is
 * verified and kept in one reading: the bytes that are hashed are written to the depot at the same
 * time. A <em>parcel</em> brings blobs, whole or as deltas against blobs that the depot has, and
 * says of which of them its bundles, images and files consist; those that are whole are made, one
 * by one.
 *
 * <p>Nothing that is good is given back. A parcel that lacks parts or bases is held in the depot,
 * so that the medium can go, and finished by whatever import brings the rest. What does not come
 * out byte for byte right is asked for, never guessed.
 */
@NullMarked
package dev.ferry.carry.receive;

import org.jspecify.annotations.NullMarked;
