package dev.ferry.python.resolve;

/** What happens to a wheel whose libraries do not fit the target. */
public enum FitMode {
  /** It gives way to another wheel or release. */
  STRICT("strict"),
  /** It is taken, with a warning. */
  WARN("warn"),
  /** Nobody looks. */
  OFF("off");

  private final String id;

  FitMode(String id) {
    this.id = id;
  }

  /** The word on the command line and in {@code ferry.yaml}. */
  public String id() {
    return id;
  }
}
