package dev.ferry.carry.parcel;

import java.util.Locale;

/**
 * How a payload is cut. Parts are numbered from 1, data parts first; slices are numbered from 0
 * over the whole payload.
 *
 * @param payload bytes
 * @param partSize payload bytes of every data part but the last: whole slices, or the payload if
 *     there is one part
 * @param dataParts one or more
 * @param parityParts zero or more; with any, there are at most 255 parts
 * @param suffix ending of file names
 */
public record PartLayout(
    long payload, long partSize, int dataParts, int parityParts, String suffix) {
  /** Bytes of a slice. */
  public static final int SLICE = 1 << 20;

  /** The largest payload: 256 GiB. Its manifest still fits into a small heap. */
  public static final long LARGEST_PAYLOAD = 1L << 38;

  /** Most data parts of a parcel without parity. */
  public static final int MOST_PARTS = 100_000;

  /** Most parts of a parcel with parity: the code's field has 256 elements. */
  public static final int MOST_PARTS_WITH_PARITY = 255;

  public PartLayout {
    if (payload < 0
        || payload > LARGEST_PAYLOAD
        || parityParts < 0
        || dataParts < 1
        || dataParts > MOST_PARTS
        || (parityParts > 0 && dataParts > MOST_PARTS_WITH_PARITY - parityParts)
        || !PartOptions.isSuffix(suffix)
        || !cutRightly(payload, partSize, dataParts)) {
      throw new IllegalArgumentException(
          "Bad value for `parts`: "
              + String.join(
                  ", ",
                  String.valueOf(payload),
                  String.valueOf(partSize),
                  String.valueOf(dataParts),
                  String.valueOf(parityParts),
                  suffix));
    }
  }

  private static boolean cutRightly(long payload, long partSize, int dataParts) {
    if (dataParts == 1) {
      return partSize == payload;
    }
    return partSize >= SLICE
        && partSize % SLICE == 0
        && (payload + partSize - 1) / partSize == dataParts;
  }

  /** Data and parity parts together. */
  public int parts() {
    return dataParts + parityParts;
  }

  public boolean isParity(int part) {
    return part > dataParts;
  }

  /** The place in the payload where a data part begins. */
  public long start(int part) {
    return (part - 1) * partSize;
  }

  /** Bytes of slices in a part. A parity part is as long as the first part. */
  public long contentLength(int part) {
    return isParity(part) ? partSize : Math.min(partSize, payload - start(part));
  }

  /** How many slices the whole payload has. */
  public int slices() {
    return Math.toIntExact((payload + SLICE - 1) / SLICE);
  }

  /** How many slices a part has. */
  public int slicesOf(int part) {
    return (int) ((contentLength(part) + SLICE - 1) / SLICE);
  }

  /** How many slices a full part has: as many stripes are there. */
  public int stripes() {
    return slicesOf(1);
  }

  /** The data part that holds a slice. */
  public int partOf(int slice) {
    return slice / Math.max(1, stripes()) + 1;
  }

  /** The slice at a stripe of a data part; the last part may be too short to have it. */
  public int slice(int part, int stripe) {
    return (part - 1) * stripes() + stripe;
  }

  /** The stripe that a slice is in. */
  public int stripeOf(int slice) {
    return slice % Math.max(1, stripes());
  }

  /** Bytes of a data slice. */
  public int sliceLength(int slice) {
    return (int) Math.min(SLICE, payload - (long) slice * SLICE);
  }

  /** Bytes of the slices of a stripe, as long as the longest of them: the first part's. */
  public int stripeLength(int stripe) {
    return (int) Math.min(SLICE, partSize - (long) stripe * SLICE);
  }

  /** Whether a part has a copy of the manifest. */
  public boolean holdsManifest(int part) {
    return part == 1 || part >= dataParts;
  }

  /** The name under which a part is written. */
  public String name(int part) {
    return stem(part) + "." + suffix;
  }

  static String stem(int part) {
    return String.format(Locale.ROOT, "P%07d", part);
  }
}
