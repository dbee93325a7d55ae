package dev.ferry.delta.elf;

/**
 * A part of the file that is loaded.
 *
 * @param address where its first byte is when the library is loaded at 0
 * @param offset where it begins in the file
 * @param size how many bytes of the file, perhaps none
 * @param memory how many bytes when loaded; those behind {@code size} are zero
 */
public record Segment(long address, long offset, long size, long memory) {}
