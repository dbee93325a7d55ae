package dev.ferry.carry.parcel;

import java.nio.file.Path;
import java.util.List;

/**
 * What a call to {@link ParcelWriter} did.
 *
 * @param written part files, in order
 * @param kept part files that were there and right
 * @param bytes bytes of the written files
 */
public record WrittenParcel(List<Path> written, List<Path> kept, long bytes) {
  public WrittenParcel {
    written = List.copyOf(written);
    kept = List.copyOf(kept);
  }
}
