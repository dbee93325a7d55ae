/** Weighs and times one delta; {@code bench/delta.py} runs it for pairs of real wheels. */
@NullMarked
package dev.ferry.bench.delta;

import org.jspecify.annotations.NullMarked;
