package dev.ferry.image.tensor;

import java.util.List;

/**
 * An element that is not the same on both sides.
 *
 * @param place in each dimension, from 0
 * @param left as text
 * @param right as text
 */
public record Difference(List<Integer> place, String left, String right) {
  public Difference {
    place = List.copyOf(place);
  }
}
