package dev.ferry.delta.stream;

/**
 * A delta that is damaged or was not made by the rules; whoever opened it tells the user which one.
 */
public final class BadDelta extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadDelta(String message) {
    super(message);
  }
}
