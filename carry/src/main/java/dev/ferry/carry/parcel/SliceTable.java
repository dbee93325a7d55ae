package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ferry.model.Digest;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The digests of a parity part's slices, which the manifest cannot have: it is older than they are.
 * They stand in the part itself and are closed by a digest over the parcel's id, the part's number
 * and themselves. A wrong table does no harm: what parity gives is compared with the manifest.
 */
final class SliceTable {
  private SliceTable() {}

  /** Bytes of a table. */
  static int size(int slices) {
    return slices * ParcelManifest.DIGEST + PartCutter.TABLE_END;
  }

  /** Writes the closing digest behind the digests of the slices. */
  static void close(byte[] table, ParcelId parcel, int part) {
    byte[] end = end(table, parcel, part);
    System.arraycopy(end, 0, table, table.length - end.length, end.length);
  }

  /** Whether the closing digest is the right one. */
  static boolean isWhole(byte[] table, ParcelId parcel, int part) {
    return Arrays.equals(
        end(table, parcel, part),
        Arrays.copyOfRange(table, table.length - PartCutter.TABLE_END, table.length));
  }

  private static byte[] end(byte[] table, ParcelId parcel, int part) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update((parcel.hex() + " " + part + "\n").getBytes(US_ASCII));
    sha256.update(table, 0, table.length - PartCutter.TABLE_END);
    return sha256.digest();
  }
}
