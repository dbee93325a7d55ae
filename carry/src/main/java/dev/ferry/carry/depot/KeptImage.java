package dev.ferry.carry.depot;

import dev.ferry.model.Digest;
import java.util.List;

/**
 * An image that a depot keeps: its recipe and what it is made from.
 *
 * @param name in the depot
 * @param recipe digest of the recipe's bytes
 * @param bundle digest of the bundle that it is made from
 * @param bases digests of the records of its bases
 * @param blobs everything it needs beside the bundle
 */
public record KeptImage(
    String name, Digest recipe, Digest bundle, List<Digest> bases, List<Digest> blobs) {
  public KeptImage {
    bases = List.copyOf(bases);
    blobs = List.copyOf(blobs);
  }
}
