package dev.ferry.carry.request;

import dev.ferry.carry.goods.Numbers;

/**
 * What is asked for of one parcel.
 *
 * @param parcel its number
 * @param parts numbers of parts, as the names of its files count them, from 1
 * @param blobs numbers of its goods: held blobs that are not there, items that did not come out
 */
public record Wanted(int parcel, Numbers parts, Numbers blobs) {
  public Wanted {
    if (parcel < 1 || parcel > Numbers.LARGEST) {
      throw new IllegalArgumentException("Bad value for `parcel`: " + parcel);
    }
  }
}
