package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.Root;
import dev.ferry.model.Digest;
import java.util.List;
import java.util.function.Function;

/**
 * One thing that a person wants carried, with everything that it is made of.
 *
 * @param kind {@code bundle}, {@code image} or {@code file}
 * @param name that it gets on the far side
 * @param digest that stands for it
 * @param blobs that it needs, small documents first
 * @param root makes it a root, once its blobs have numbers
 * @param origin where it lies on this machine
 */
record Shipment(
    String kind,
    String name,
    Digest digest,
    List<Blob> blobs,
    Function<Numbers, Root> root,
    String origin) {
  Shipment {
    blobs = List.copyOf(blobs);
  }
}
