package dev.ferry.delta.generate.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.member.Copies;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatcherTest {
  /** Windows have 16 MiB: the new file has two, and the old one is seen in parts. */
  @Test
  void anOldFileThatDoesNotFitIsSeenInParts() {
    byte[] old = new byte[20 << 20];
    new Random(1).nextBytes(old);
    byte[] fresh = old.clone();
    fresh[5 << 20]++;
    MatchOptions options = new MatchOptions(3, 4, 8, 8, 1, 8 << 20);
    Copies copies = Matcher.match(ArrayBytes.of(old), ArrayBytes.of(fresh), options);
    long explained = 0;
    long end = 0;
    for (int i = 0; i < copies.count(); i++) {
      assertThat(copies.newPlace(i)).isGreaterThanOrEqualTo(end);
      assertThat(copies.oldPlace(i)).isEqualTo(copies.newPlace(i));
      end = copies.newPlace(i) + copies.length(i);
      explained += copies.length(i);
    }
    assertThat(end).isLessThanOrEqualTo(fresh.length);
    assertThat(explained).isGreaterThan(8 << 20);
  }

  @Test
  void nothingIsFoundInNothing() {
    MatchOptions options = MatchOptions.plain(0, 1);
    assertThat(
            Matcher.match(ArrayBytes.of(new byte[0]), ArrayBytes.of(new byte[9]), options).count())
        .isZero();
    assertThat(
            Matcher.match(ArrayBytes.of(new byte[9]), ArrayBytes.of(new byte[0]), options).count())
        .isZero();
  }
}
