package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.container.ZipValues;

/**
 * Content as it stands in its container.
 *
 * @param packed the compressed bytes
 * @param values what headers say of it; sizes may be larger than the headers have place for
 */
record Rebuilt(Bytes packed, ZipValues values) {}
