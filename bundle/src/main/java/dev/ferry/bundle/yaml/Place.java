package dev.ferry.bundle.yaml;

/**
 * A position in a file, both counted from one.
 *
 * @param line of the first character
 * @param column of the first character
 */
public record Place(int line, int column) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
