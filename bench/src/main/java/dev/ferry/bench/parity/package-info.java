/**
 * Times making and repairing parity, in bytes of data a second and core: processor time, not the
 * clock, so that a busy machine does not change the figure much.
 */
@NullMarked
package dev.ferry.bench.parity;

import org.jspecify.annotations.NullMarked;
