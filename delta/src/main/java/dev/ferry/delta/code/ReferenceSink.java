package dev.ferry.delta.code;

/** Takes the references of a file, in rising order of place, never overlapping. */
@FunctionalInterface
public interface ReferenceSink {
  /**
   * One reference.
   *
   * @param place where its bytes begin in the file
   * @param kind how it is written; {@link ReferenceKind#width} bytes from the place are its own
   * @param target the address that it points at
   * @param base for kinds that {@linkplain ReferenceKind#hasBase have one}: the address that the
   *     distance counts from, or for {@link ReferenceKind#AARCH64_LOW12} and its like the place in
   *     the file of the ADRP that holds the upper bits; else 0
   */
  void reference(long place, ReferenceKind kind, long target, long base);
}
