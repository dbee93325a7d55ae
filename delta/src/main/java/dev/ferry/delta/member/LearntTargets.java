package dev.ferry.delta.member;

import dev.ferry.delta.code.AddressMap;

/**
 * Where targets of the old file are in the new one: what references said that were coded before,
 * else what another map says. A table with open addressing, eight bytes a slot, of the lower 32
 * bits of addresses.
 */
final class LearntTargets implements AddressMap {
  private static final int REGION_BITS = 12;
  private static final int REGIONS = 1 << 18;
  private static final int FIRST_BITS = 12;
  private static final int MOST_BITS = 23;
  private static final int FACTOR = 0x9e3779b1;

  private final AddressMap otherwise;
  private int bits = FIRST_BITS;
  private int[] keys = new int[1 << FIRST_BITS];
  private int[] values = new int[1 << FIRST_BITS];
  private int count;

  /** By part of the old file, how wrong the other map was about the last target there. */
  private final int[] deviations = new int[REGIONS];

  LearntTargets(AddressMap otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public long map(long oldAddress) {
    int slot = slot((int) oldAddress);
    return keys[slot] == 0
        ? otherwise.map(oldAddress) + deviations[region(oldAddress)]
        : (oldAddress & 0xffffffff00000000L) | (values[slot] & 0xffffffffL);
  }

  /** Notes where a target is now. */
  void learn(long oldAddress, long newAddress) {
    int key = (int) oldAddress;
    if (key == 0) {
      return;
    }
    int slot = slot(key);
    if (keys[slot] == 0) {
      if (count > keys.length / 2 && !grow()) {
        return;
      }
      slot = slot(key);
      keys[slot] = key;
      count++;
      deviations[region(oldAddress)] = (int) (newAddress - otherwise.map(oldAddress));
    }
    values[slot] = (int) newAddress;
  }

  private static int region(long oldAddress) {
    return (int) (oldAddress >>> REGION_BITS) & (REGIONS - 1);
  }

  private int slot(int key) {
    int mask = keys.length - 1;
    int slot = (key * FACTOR) >>> (Integer.SIZE - bits);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean grow() {
    if (bits == MOST_BITS) {
      return false;
    }
    int[] oldKeys = keys;
    int[] oldValues = values;
    bits++;
    keys = new int[1 << bits];
    values = new int[1 << bits];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
    return true;
  }
}
