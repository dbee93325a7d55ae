package dev.ferry.image.parity;

import java.util.Locale;

/**
 * Whether Paddle computes with oneDNN. Its kernels round otherwise than Paddle's own, so that
 * outputs with and without it differ in the last digits.
 */
public enum Onednn {
  OFF,
  ON;

  /** The word on the command line and in {@code --json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
