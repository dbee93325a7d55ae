package dev.ferry.carry.receipt;

import dev.ferry.carry.inventory.RootKind;
import dev.ferry.model.Digest;

/**
 * What became of one thing that a parcel carries.
 *
 * @param kind what it is
 * @param name in the depot
 * @param digest of a bundle's root index, of an image's recipe, of a file
 * @param state what became of it
 */
public record RootReceipt(RootKind kind, String name, Digest digest, RootState state) {}
