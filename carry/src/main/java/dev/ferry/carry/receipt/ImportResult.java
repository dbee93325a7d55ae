package dev.ferry.carry.receipt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a parcel. */
public enum ImportResult {
  /** Everything that it carries is kept. */
  COMPLETE,
  /** Something must still be brought; what is here is held. */
  INCOMPLETE,
  /**
   * Everything is here, but a name is taken by something else, or the content is not what it says.
   */
  REFUSED;

  /** The word in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The result of a word. */
  public static Optional<ImportResult> find(String id) {
    return Arrays.stream(values()).filter(result -> result.id().equals(id)).findFirst();
  }
}
