package dev.ferry.python.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownCorrectionsTest {
  @Test
  void everyEntryHasEvidenceAndAddsSomething() {
    List<Correction> corrections = KnownCorrections.read();
    assertThat(corrections).isNotEmpty();
    assertThat(corrections).allSatisfy(one -> assertThat(one.because()).hasSizeGreaterThan(40));
    assertThat(corrections).allSatisfy(one -> assertThat(one.requires()).isNotEmpty());
  }

  @Test
  void paddleImportsSetuptoolsWithoutSayingSo() {
    Correction paddle =
        KnownCorrections.read().stream()
            .filter(one -> one.name().equals(PackageName.of("paddlepaddle")))
            .findFirst()
            .orElseThrow();
    assertThat(paddle.requires()).hasToString("[setuptools]");
    assertThat(paddle.versions().contains(Version.parse("3.2.2"))).isTrue();
    assertThat(paddle.versions().contains(Version.parse("2.4.2"))).isFalse();
  }
}
