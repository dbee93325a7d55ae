package dev.ferry.carry.parcel;

/**
 * How a parcel would be cut that was not made yet.
 *
 * @param dataParts number of data parts
 * @param parityParts number of parity parts
 * @param bytes of all part files, about
 */
public record ParcelEstimate(int dataParts, int parityParts, long bytes) {
  /** Bytes of the packed table of contents for each blob: a digest, and what hardly shrinks. */
  private static final long PER_BLOB = 100;

  private static final long PER_PARCEL = 500;

  /**
   * Estimates.
   *
   * @param payload bytes of goods
   * @param blobs how many the table of contents lists
   * @throws dev.ferry.model.FerryException of kind REFUSED where it cannot be cut so
   */
  public static ParcelEstimate of(long payload, long blobs, PartOptions options) {
    long slices = Math.ceilDiv(payload, (long) PartLayout.SLICE);
    long manifest = PER_PARCEL + slices * ParcelManifest.DIGEST + blobs * PER_BLOB;
    PartLayout layout = PartCutter.cut(payload, manifest, options);
    long bytes = 0;
    for (int part = 1; part <= layout.parts(); part++) {
      bytes += PartHeader.SIZE + layout.contentLength(part);
      bytes += layout.holdsManifest(part) ? manifest : 0;
      bytes += layout.isParity(part) ? SliceTable.size(layout.stripes()) : 0;
    }
    return new ParcelEstimate(layout.dataParts(), layout.parityParts(), bytes);
  }
}
