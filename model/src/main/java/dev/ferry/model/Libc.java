package dev.ferry.model;

/**
 * The C library of a machine, for example glibc 2.31 or musl 1.2.
 *
 * @param family which one
 * @param version its version, two parts
 */
public record Libc(Family family, SymbolVersion version) {
  /** The two families that PEP 600 (manylinux) and PEP 656 (musllinux) know. */
  public enum Family {
    GLIBC("glibc"),
    MUSL("musl");

    private final String id;

    Family(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /** {@code glibc2.31}. */
  @Override
  public String toString() {
    return family.id() + version;
  }
}
