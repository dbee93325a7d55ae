/**
 * How a deflated stream (RFC 1951) is made again from its content, bit for bit.
 *
 * <p>Deflate leaves its compressor free: which earlier bytes a match points to, where a block ends
 * and which code a block uses are choices, and two compressors make different ones. So a delta that
 * opened a stream says by which {@linkplain dev.ferry.delta.deflate.CompressorSettings compressor
 * and settings} it is made again. Most streams of wheels come from zlib; Rust programs use
 * miniz_oxide or zlib-rs, whose choices are made here too.
 *
 * <p>A stream that no known compressor makes exactly is coded as {@linkplain
 * dev.ferry.delta.deflate.Corrections corrections}: the compressor that comes nearest predicts
 * every block, every match and every code, and only what is different is written down.
 *
 * <p>All of it is frozen under the version of the delta's format: the predictions belong to the
 * decoder. {@linkplain dev.ferry.delta.deflate.Recompressor The JDK's compressor} is used where it
 * makes the same bytes as the one here, which a self-test tells, because it is faster.
 */
@NullMarked
package dev.ferry.delta.deflate;

import org.jspecify.annotations.NullMarked;
