package dev.ferry.delta.generate.deflate;

/**
 * What inflating a stream told.
 *
 * @param compressed how many bytes the stream takes, up to and with its last block
 * @param size how many bytes its content has
 */
public record Inflated(long compressed, long size) {}
