package dev.ferry.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParserWordsTest {
  private static final String SOURCE =
      "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);"
          + " line: 1, column: 1]";

  @Test
  void notesOnTheSourceGo() {
    assertThat(
            ParserWords.plain(
                "Unexpected end-of-input: expected close marker for Object (start marker at "
                    + SOURCE
                    + ")"))
        .isEqualTo("Unexpected end-of-input: expected close marker for Object");
    assertThat(ParserWords.plain("Duplicate field 'a'\n at " + SOURCE))
        .isEqualTo("Duplicate field 'a'");
    assertThat(ParserWords.plain("Unexpected character ('x' (code 120))"))
        .isEqualTo("Unexpected character ('x' (code 120))");
  }
}
