package dev.ferry.carry.inventory;

import dev.ferry.model.Digest;

/**
 * Something whole that a depot keeps.
 *
 * @param kind what it is
 * @param name in the depot
 * @param digest of a bundle's root index, of an image's recipe, of a file
 */
public record HeldRoot(RootKind kind, String name, Digest digest) {}
