package dev.ferry.carry.parcel;

import java.util.ArrayList;
import java.util.List;

/**
 * The slices at one offset of all parts, and what is lost of them.
 *
 * @param number from 0
 * @param lost data parts whose slice is lost, numbers from 1
 * @param parity parity parts whose slice is there, numbers from 1
 */
record Stripe(int number, List<Integer> lost, List<Integer> parity) {
  /** Finds out; reads what nobody has read yet. */
  static Stripe of(int number, PartLayout layout, SliceBook book, byte[] buffer) {
    List<Integer> lost = new ArrayList<>();
    for (int part = 1; part <= layout.dataParts(); part++) {
      if (number < layout.slicesOf(part) && !book.has(part, number, buffer)) {
        lost.add(part);
      }
    }
    List<Integer> parity = new ArrayList<>();
    for (int part = layout.dataParts() + 1; part <= layout.parts() && !lost.isEmpty(); part++) {
      if (book.has(part, number, buffer)) {
        parity.add(part);
      }
    }
    return new Stripe(number, lost, parity);
  }

  /** How many slices are lost that parity does not cover. */
  int deficit() {
    return Math.max(0, lost.size() - parity.size());
  }
}
