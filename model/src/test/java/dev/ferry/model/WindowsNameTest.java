package dev.ferry.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "con",
        "CON",
        "Con.txt",
        "nul",
        "NUL.tar.gz",
        "aux",
        "prn.",
        "com1",
        "LPT9.x",
        "conin$",
        "a.",
        "a ",
        "con .txt",
        "com¹"
      })
  void reserved(String name) {
    assertThat(WindowsName.isReserved(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cons", "null", "console.txt", "a.con", "com", "com10", "lpt-1", "a.b"})
  void free(String name) {
    assertThat(WindowsName.isReserved(name)).isFalse();
  }
}
