package dev.ferry.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  private static String text(Object tree) {
    return new String(CanonicalJson.bytes(tree), StandardCharsets.UTF_8);
  }

  @Test
  void sortsKeysByUtf16CodeUnit() {
    // RFC 8785, 3.2.3: the emoji (a surrogate pair) sorts before U+FB33.
    assertThat(text(Map.of("\uFB33", 1, "\uD83D\uDE00", 2, "1", 3, "\r", 4, "\u20ac", 5)))
        .isEqualTo("{\"\\r\":4,\"1\":3,\"\u20ac\":5,\"\uD83D\uDE00\":2,\"\uFB33\":1}");
  }

  @Test
  void escapesOnlyWhatMustBeEscaped() {
    assertThat(text(List.of("\u0000\u001f\u007f\b\t\n\f\r\"\\/é中")))
        .isEqualTo("[\"\\u0000\\u001f\u007f\\b\\t\\n\\f\\r\\\"\\\\/é中\"]");
  }

  @Test
  void hasNoWayToSpellFractions() {
    assertThatThrownBy(() -> text(1.5)).isInstanceOf(IllegalArgumentException.class);
  }
}
