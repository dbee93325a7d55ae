package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.format.Volumes;
import java.util.List;

/**
 * What pieces are taken from.
 *
 * @param volumes the old side
 * @param skeletons central directories
 * @param pool everything small that changed
 * @param libraries native libraries
 */
record Parts(Volumes volumes, List<Bytes> skeletons, Bytes pool, List<Bytes> libraries) {}
