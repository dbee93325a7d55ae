/**
 * What an isolated side says that it has ({@code docs/formats/inventory.md}).
 *
 * <p>An {@link dev.ferry.carry.inventory.Inventory} is a small JSON document that travels back, on
 * paper-thin channels if need be. It names the blobs of a depot by digest, and says of each what it
 * is: a wheel with name, version and tags, a layer of an image, a document, a file. So the
 * connected side can choose what an update is made against. It also says which parcels arrived, by
 * exporter and number.
 *
 * <p>A site may leave names out. What an inventory does not name counts as absent: an update made
 * against it is larger, never wrong. An inventory is therefore a claim that costs bytes when it
 * says too little, and that the receiver checks again when it says too much: a parcel whose base is
 * not there waits until it comes.
 *
 * <p>Every field is read as hostile: bounded, and named when it is wrong.
 */
@NullMarked
package dev.ferry.carry.inventory;

import org.jspecify.annotations.NullMarked;
