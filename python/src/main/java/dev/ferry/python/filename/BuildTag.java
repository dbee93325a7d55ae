package dev.ferry.python.filename;

import java.util.Comparator;

/**
 * The build tag of a wheel, which breaks ties between wheels of one version: the higher one wins.
 *
 * @param number the digits it begins with
 * @param suffix what follows them
 */
public record BuildTag(long number, String suffix) implements Comparable<BuildTag> {
  private static final Comparator<BuildTag> ORDER =
      Comparator.comparingLong(BuildTag::number).thenComparing(BuildTag::suffix);

  @Override
  public int compareTo(BuildTag other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return number + suffix;
  }
}
