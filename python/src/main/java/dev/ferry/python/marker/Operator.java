package dev.ferry.python.marker;

/** The operators of a marker, longest first where one begins like another. */
enum Operator {
  IDENTICAL("==="),
  EQUAL("=="),
  COMPATIBLE("~="),
  NOT_EQUAL("!="),
  AT_MOST("<="),
  AT_LEAST(">="),
  LESS("<"),
  GREATER(">"),
  IN("in"),
  NOT_IN("not in");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }

  boolean isWord() {
    return this == IN || this == NOT_IN;
  }
}
