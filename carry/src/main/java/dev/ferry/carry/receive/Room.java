package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Space;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.parcel.PartLayout;
import dev.ferry.model.DataSize;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room a parcel takes in a depot, said before anything is written. */
final class Room {
  private Room() {}

  /**
   * Fails where the disk of the depot is too small.
   *
   * @param blobs bytes that the store will grow by
   * @throws FerryException of kind ENVIRONMENT
   */
  static void require(Path depot, FoundParcel found, long blobs) {
    PartLayout layout = found.manifest().layout();
    long need = blobs;
    if (data(found) < layout.dataParts()) {
      // The parts may have to be held, and lost ones are computed into a scratch file.
      need += size(found) + layout.parityParts() * layout.partSize();
    }
    if (need > 0) {
      Space.require(depot, new DataSize(need).plus(Reception.SLACK));
    }
  }

  /** The same for parts that can only be held. */
  static void requireToHold(Path depot, FoundParcel found) {
    Space.require(depot, new DataSize(size(found)).plus(Reception.SLACK));
  }

  /** Whole parts that are missing are computed once, not for each slice that is read. */
  static void repairIfLost(FoundParcel found, Path scratch, Progress progress) {
    PartLayout layout = found.manifest().layout();
    boolean parity = found.parts().stream().anyMatch(layout::isParity);
    if (data(found) < layout.dataParts() && parity) {
      found.repair(scratch, progress);
    }
  }

  private static long data(FoundParcel found) {
    PartLayout layout = found.manifest().layout();
    return found.parts().stream().filter(part -> !layout.isParity(part)).count();
  }

  private static long size(FoundParcel found) {
    long size = 0;
    for (Path file : found.files()) {
      try {
        size += Files.size(file);
      } catch (IOException failure) {
        throw DiskFailure.of(failure, file);
      }
    }
    return size;
  }
}
