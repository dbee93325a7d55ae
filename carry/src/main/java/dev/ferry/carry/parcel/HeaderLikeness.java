package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;

/** Whether bytes were a header before something was done to them. */
final class HeaderLikeness {
  private static final byte[] ONE = sample("0", 1, 1, 1);
  private static final byte[] OTHER = sample("f", 2222222, 33333, 222);

  private HeaderLikeness() {}

  private static byte[] sample(String digit, int part, int data, int parity) {
    int high = data == 1 ? 0 : 333333333;
    return new PartHeader(
            new ParcelId(digit.repeat(32)),
            part,
            data,
            parity,
            high,
            high,
            high * 1000000L + high,
            new Digest(digit.repeat(64)))
        .bytes();
  }

  /** Whether three quarters of what is the same in all headers are there. */
  static boolean of(byte[] bytes) {
    int labels = 0;
    int found = 0;
    for (int i = 0; i < PartHeader.SIZE; i++) {
      if (ONE[i] == OTHER[i] && ONE[i] != ' ') {
        labels++;
        found += bytes[i] == ONE[i] ? 1 : 0;
      }
    }
    return found * 4 >= labels * 3;
  }
}
