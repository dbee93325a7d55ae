/**
 * Applies deltas. Nothing here knows how a delta was found, and nothing of the delta is believed:
 * sizes are checked against limits and space before anything is decoded, every number against what
 * it points into, and every stage against a digest, so that a failure names the stage.
 */
@NullMarked
package dev.ferry.delta.apply;

import org.jspecify.annotations.NullMarked;
