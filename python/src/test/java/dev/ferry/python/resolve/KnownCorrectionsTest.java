package dev.ferry.python.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Text;
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

  @Test
  void whatWasAddedIsToldAndWhatWasAskedForIsNot() {
    Correction paddle =
        KnownCorrections.read().stream()
            .filter(one -> one.name().equals(PackageName.of("paddlepaddle")))
            .findFirst()
            .orElseThrow();
    assertThat(paddle.notes(PackageName.of("setuptools")::equals))
        .containsExactly(
            Text.of(
                "`setuptools` added: `paddlepaddle` imports it and does not declare it"
                    + " (`--no-corrections`)",
                "已加入 `setuptools`：`paddlepaddle` 会导入它却没有声明（`--no-corrections`）"));
    assertThat(paddle.notes(name -> false)).isEmpty();
    Correction own =
        new Correction(paddle.name(), paddle.versions(), paddle.requires(), "seen on our machine");
    assertThat(own.notes(name -> true).getFirst().english())
        .isEqualTo(
            "`setuptools` added: a correction says that `paddlepaddle` needs it and does not"
                + " declare it");
  }
}
