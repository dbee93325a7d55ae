package dev.ferry.delta.code;

/**
 * Where what the old file has at an address is in the new one: a guess that making and applying
 * share, from what both know by then. Any answer is allowed; a good one saves bytes.
 */
@FunctionalInterface
public interface AddressMap {
  /** The address in the new file that is most likely the same thing. */
  long map(long oldAddress);
}
