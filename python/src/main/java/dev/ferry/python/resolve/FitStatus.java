package dev.ferry.python.resolve;

import java.util.Optional;

/** How much is known about a wheel's libraries on the target. */
public enum FitStatus {
  /** Every library that the set reaches was opened and fits. */
  PROVEN("proven"),
  /** Those that were opened fit. */
  NOT_DISPROVED("not-disproved"),
  /** Nobody looked. */
  OFF("off");

  private final String id;

  FitStatus(String id) {
    this.id = id;
  }

  /** The word in locks and in {@code --json}. */
  public String id() {
    return id;
  }

  public static Optional<FitStatus> find(String id) {
    for (FitStatus status : values()) {
      if (status.id.equals(id)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
