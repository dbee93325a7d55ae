package dev.ferry.carry.depot;

/**
 * Which parcel.
 *
 * @param id 32 hexadecimal digits
 * @param exporter who made it
 * @param site that it is for; empty where it names none
 * @param number among the parcels for the site
 */
public record ParcelName(String id, String exporter, String site, long number) {
  /** Whether it is of the same row of parcels. */
  public boolean sameRow(ParcelName other) {
    return exporter.equals(other.exporter) && site.equals(other.site);
  }
}
