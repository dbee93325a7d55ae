package dev.ferry.carry.receipt;

import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.model.Digest;
import java.util.List;

/**
 * What must still be brought.
 *
 * @param parts numbers of parts of the parcel, as its file names count them, from 1
 * @param blobs that the parcel's deltas are made against or its roots need, that the site was
 *     believed to have, and that it has not; also those whose delta did not give the right bytes
 */
public record Missing(List<NumberRange> parts, List<Digest> blobs) {
  /** Nothing. */
  public static final Missing NOTHING = new Missing(List.of(), List.of());

  public Missing {
    parts = List.copyOf(parts);
    blobs = List.copyOf(blobs);
  }

  public boolean isNothing() {
    return parts.isEmpty() && blobs.isEmpty();
  }
}
