package dev.ferry.delta.code;

/** Which bytes of the new file were made from which of the old one, by rising place in the new. */
public interface Moves {
  /** How many there are. */
  int count();

  /** Where move {@code i} takes its bytes in the old file. */
  long oldPlace(int i);

  /** Where move {@code i} puts its bytes in the new file. */
  long newPlace(int i);

  /** How many bytes move {@code i} has. */
  long length(int i);
}
