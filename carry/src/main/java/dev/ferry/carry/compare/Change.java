package dev.ferry.carry.compare;

/** What became of something between two bundles. */
public enum Change {
  /** Only the newer bundle has it. */
  ADDED("added"),
  /** Only the older bundle has it. */
  REMOVED("removed"),
  /** Both have it, with other content. */
  CHANGED("changed");

  private final String id;

  Change(String id) {
    this.id = id;
  }

  /** The word in JSON. */
  public String id() {
    return id;
  }
}
