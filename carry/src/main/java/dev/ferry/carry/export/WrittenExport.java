package dev.ferry.carry.export;

import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.carry.parcel.WrittenParcel;
import java.nio.file.Path;

/**
 * A parcel, or some parts of one, on a medium.
 *
 * @param record what the ledger says about it
 * @param parcel how it is cut
 * @param written what was written now
 * @param folder where
 */
public record WrittenExport(
    ParcelRecord record, ParcelPlan parcel, WrittenParcel written, Path folder) {}
