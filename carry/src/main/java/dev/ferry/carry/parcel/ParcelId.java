package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a parcel: the first 16 bytes of the SHA-256 of its manifest.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record ParcelId(String hex) implements Comparable<ParcelId> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public ParcelId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("Bad value for `parcel`: `" + hex + "`");
    }
  }

  /** The id of the parcel with this manifest. */
  public static ParcelId of(byte[] manifest) {
    return new ParcelId(Digest.of(manifest).hex().substring(0, 32));
  }

  static Optional<ParcelId> find(String hex) {
    return FORM.matcher(hex).matches() ? Optional.of(new ParcelId(hex)) : Optional.empty();
  }

  /** The first eight digits, for messages. */
  public String abbreviated() {
    return hex.substring(0, 8);
  }

  @Override
  public int compareTo(ParcelId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
