package dev.ferry.delta.format;

import dev.ferry.delta.stream.BadDelta;

/** The first byte of a piece. Its number is part of the format. */
enum Tag {
  END(0),
  LITERAL(1),
  MEMBER(2),
  OLD_RANGE(3),
  LIBRARY(4),
  DEFLATED(5),
  DEFLATED_WITH_TRAILER(6),
  ZIP(7),
  FILE_LIST(8),
  GROUP(9),
  /** {@link #MEMBER} where the old content is what the directory says. */
  EXPECTED_MEMBER(10),
  /** {@link #OLD_RANGE} as long as the directory says. */
  EXPECTED_RANGE(11),
  /** {@link #LIBRARY} where the old content is what the directory says. */
  EXPECTED_LIBRARY(12);

  private static final Tag[] ALL = values();

  private final int number;

  Tag(int number) {
    this.number = number;
  }

  static Tag of(int number) {
    for (Tag tag : ALL) {
      if (tag.number == number) {
        return tag;
      }
    }
    throw new BadDelta("a piece has tag " + number);
  }

  int number() {
    return number;
  }
}
