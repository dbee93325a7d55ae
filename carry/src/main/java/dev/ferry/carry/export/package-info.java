/**
 * Makes parcels: what the far side lacks, as deltas where that is smaller ({@code docs/carry.md}).
 *
 * <p>What a person names becomes {@link dev.ferry.carry.export.Shipment shipments}: a bundle, an
 * image or a file with all its blobs. {@link dev.ferry.carry.export.ExportPlanner} compares these
 * with what the site is believed to have and decides for each blob whether it is held there, comes
 * whole, or comes as a delta against the best base. That {@link dev.ferry.carry.export.ExportPlan}
 * can be printed and costs no bytes on a medium. {@link dev.ferry.carry.export.ExportWork} makes
 * the deltas, keeps each as soon as it is proved, writes the plan into the ledger and then the
 * parts.
 *
 * <p>After a kill the same command finds its deltas and its plan again and goes on in the same
 * folder: the parcel's identifier is the same. {@link dev.ferry.carry.export.RequestAnswer} brings
 * again what did not arrive.
 */
@NullMarked
package dev.ferry.carry.export;

import org.jspecify.annotations.NullMarked;
