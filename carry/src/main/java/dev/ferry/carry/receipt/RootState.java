package dev.ferry.carry.receipt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of one thing that a parcel carries. */
public enum RootState {
  /** It came with this parcel and is whole. */
  KEPT,
  /** The same was here before. */
  PRESENT,
  /** Parts or bases of it are missing. */
  WAITING,
  /** Its name belongs to something else, or its content is not what it says. */
  REFUSED;

  /** The word in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a word. */
  public static Optional<RootState> find(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }
}
