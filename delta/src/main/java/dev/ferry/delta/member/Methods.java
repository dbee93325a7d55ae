package dev.ferry.delta.member;

/** How a member is coded: the first number of each in the stream of methods. */
public final class Methods {
  /** Copies, new bytes and differences. */
  public static final int PLAIN = 0;

  /** As {@link #PLAIN}, with references predicted. */
  public static final int NATIVE = 1;

  private Methods() {}
}
