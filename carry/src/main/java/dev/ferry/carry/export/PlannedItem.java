package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import java.util.Optional;

/**
 * A blob that travels.
 *
 * @param blob what comes out
 * @param base what a delta of it would be made against; nothing where it comes whole
 * @param estimate bytes that it will take at most, as far as can be told without making the delta
 * @param exact whether the estimate is what it will take
 */
public record PlannedItem(Blob blob, Optional<Blob> base, long estimate, boolean exact) {}
