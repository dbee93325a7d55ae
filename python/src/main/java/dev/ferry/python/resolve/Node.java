package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import org.jspecify.annotations.Nullable;

/**
 * A package as the solver sees it: the root (what was asked for), a project, or a project with one
 * of its extras. An extra has the versions of its project and needs the project at its own version.
 */
final class Node {
  static final Node ROOT = new Node(null, "");

  private final @Nullable PackageName name;
  private final String extra;
  private final int hash;

  private Node(@Nullable PackageName name, String extra) {
    this.name = name;
    this.extra = extra;
    this.hash = name == null ? 0 : name.normalized().hashCode() * 31 + extra.hashCode();
  }

  static Node of(PackageName name) {
    return new Node(name, "");
  }

  static Node of(PackageName name, String extra) {
    return new Node(name, extra);
  }

  boolean isRoot() {
    return name == null;
  }

  boolean isExtra() {
    return !extra.isEmpty();
  }

  PackageName name() {
    if (name == null) {
      throw new IllegalStateException("the root has no name");
    }
    return name;
  }

  String extra() {
    return extra;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Node node
        && hash == node.hash
        && extra.equals(node.extra)
        && (name == null ? node.name == null : name.equals(node.name));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** {@code name} or {@code name[extra]}. */
  @Override
  public String toString() {
    return name == null ? "root" : isExtra() ? name + "[" + extra + "]" : name.toString();
  }
}
