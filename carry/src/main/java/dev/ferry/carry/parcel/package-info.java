/**
 * A parcel: what one export writes to a medium, and what an import reads again, whatever happened
 * to it on the way.
 *
 * <p>The <em>payload</em> is the concatenation of {@linkplain dev.ferry.carry.parcel.Item pieces of
 * files}. It is cut into <em>data parts</em> of equal size (the last may be shorter), and each part
 * into <em>slices</em> of 1 MiB. The <em>manifest</em> lists a digest for every slice, and what the
 * goods are, which only the caller understands; the parcel's id is the manifest's digest. So the
 * same goods give the same parcel, and a part that was lost can be written again months later.
 *
 * <p>Every part is a file that says at its beginning which parcel it is of, which part it is, how
 * long it is and what its digest is ({@link dev.ferry.carry.parcel.PartHeader}). File names are for
 * people: a gateway may rename, reorder, double or add files. The manifest is in the first part, in
 * the last data part and in each parity part.
 *
 * <p>Parity parts hold parity over the slices at the same offset of all data parts, slice by slice.
 * With two of them, any two slices of such a stripe can be lost, others in the next stripe.
 *
 * <p>The format is in {@code docs/formats/parcel.md}.
 */
@NullMarked
package dev.ferry.carry.parcel;

import org.jspecify.annotations.NullMarked;
