package dev.ferry.image.json;

/**
 * How much of a document is taken.
 *
 * @param list most items of a list or map
 * @param string most characters of a string
 * @param nullIsAbsent whether {@code null} says nothing; in documents of Ferry's own it is a
 *     mistake
 */
record JsonBounds(int list, int string, boolean nullIsAbsent) {
  /** Documents in formats of Ferry's. */
  static final JsonBounds OWN = new JsonBounds(200_000, 1 << 16, false);

  /** Documents in formats of others, and what is kept of them. */
  static final JsonBounds FOREIGN = new JsonBounds(100_000, 1 << 20, true);
}
