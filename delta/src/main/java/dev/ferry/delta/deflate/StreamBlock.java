package dev.ferry.delta.deflate;

import org.jspecify.annotations.Nullable;

/**
 * A block as it stands in a stream.
 *
 * @param type {@link Block#STORED}, {@link Block#FIXED} or {@link Block#DYNAMIC}
 * @param phase how many bits of the byte in which it begins are before it
 * @param stored how many bytes it stores
 * @param header its codes, for a dynamic one
 * @param end how many whole bytes of the stream are before its end
 */
public record StreamBlock(
    int type,
    boolean last,
    int phase,
    int stored,
    @Nullable CodeHeader header,
    Block tokens,
    long end) {}
