package dev.ferry.carry.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is carried as one thing, under one name. */
public enum RootKind {
  BUNDLE,
  IMAGE,
  FILE;

  /** The word in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a word. */
  public static Optional<RootKind> find(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
