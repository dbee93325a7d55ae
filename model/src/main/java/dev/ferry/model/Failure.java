package dev.ferry.model;

/**
 * Whose fault a failure is, and so the exit code of the command and the {@code error.kind} of
 * {@code --json}.
 */
public enum Failure {
  /** No set of packages satisfies the request for this target. */
  INFEASIBLE("infeasible", 1),
  /** Bytes are not what they were said to be: hash, size, name, format. */
  VERIFICATION("verification", 1),
  /** A policy or a rule of Ferry refuses: a source build, an unpinned file, a moving tag. */
  REFUSED("refused", 1),
  /** The set was installed in a scratch environment and did not work. */
  REHEARSAL("rehearsal", 1),
  /** The command line, a requirements file or a spec has mistakes. */
  USAGE("usage", 2),
  /** A package source cannot be reached or does not answer as it should. */
  SOURCE("source", 3),
  /** This machine: disk, permissions, a missing tool. */
  ENVIRONMENT("environment", 3),
  /** A mistake of Ferry itself. */
  INTERNAL("internal", 70);

  private final String id;
  private final int exitCode;

  Failure(String id, int exitCode) {
    this.id = id;
    this.exitCode = exitCode;
  }

  /** The word used in {@code --json}. */
  public String id() {
    return id;
  }

  public int exitCode() {
    return exitCode;
  }
}
