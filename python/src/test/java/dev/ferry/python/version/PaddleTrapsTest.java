package dev.ferry.python.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clauses as they meet PaddlePaddle's post releases and local labels. */
class PaddleTrapsTest {
  @ParameterizedTest
  @CsvSource({
    "==2.6.2, 2.6.2.post120, false",
    "==2.6.2, 2.6.2, true",
    ">=2.6.2, 2.6.2.post120, true",
    "~=2.6.2, 2.6.2.post120, true",
    "==2.6.2.*, 2.6.2.post120, true",
    ">2.6.2, 2.6.2.post120, false",
    ">2.6.2.post116, 2.6.2.post120, true",
    ">2.6.2.post120, 2.6.2.post120, false",
    "==2.1.0, 2.1.0+cu118, true",
    "==2.1.0+cu118, 2.1.0, false",
    ">2.1.0, 2.1.0+cu118, false",
    "<=2.1.0, 2.1.0+cu118, true",
    "<2.6.0, 2.6.0rc0, false",
    "<2.6.0rc1, 2.6.0rc0, true",
    ">=3.0, 3.0.0b2, false",
    "!=2.6.2, 2.6.2.post120, true",
    "===2.6.2, 2.6.2, true",
    "===2.6.2, 2.6.2.0, false",
    "~=3.0, 3.9, true",
    "~=3.0.0, 3.1.0, false",
  })
  void clauseAgainstVersion(String clause, String version, boolean expected) {
    assertThat(VersionSpecifiers.parse(clause).contains(Version.parse(version)))
        .isEqualTo(expected);
  }

  @Test
  void preReleasesCountOnlyWhereAllowed() {
    VersionSpecifiers clauses = VersionSpecifiers.parse(">=3.0.0b1");
    Version beta = Version.parse("3.0.0b2");
    assertThat(clauses.contains(beta)).isTrue();
    assertThat(clauses.contains(beta, false)).isFalse();
    assertThat(clauses.mentionsPrerelease()).isTrue();
    assertThat(VersionSpecifiers.parse("!=3.0.0b1").mentionsPrerelease()).isFalse();
  }

  @Test
  void orderOfOneRelease() {
    List<Version> ascending =
        List.of(
                "2.6.2.dev1",
                "2.6.2a1.dev1",
                "2.6.2a1",
                "2.6.2a1.post1",
                "2.6.2b1",
                "2.6.2rc1",
                "2.6.2",
                "2.6.2+cpu",
                "2.6.2+cu118",
                "2.6.2+118",
                "2.6.2.post116.dev1",
                "2.6.2.post116",
                "2.6.2.post120",
                "2.6.3.dev20260101",
                "1!0.1")
            .stream()
            .map(Version::parse)
            .toList();
    assertThat(ascending.reversed().stream().sorted().toList()).isEqualTo(ascending);
  }

  @Test
  void spellingVariesAndValueDoesNot() {
    assertThat(Version.parse("V2.06-Alpha_1")).hasToString("2.6a1");
    assertThat(Version.parse("1.0")).isEqualTo(Version.parse("1.0.0")).hasToString("1.0");
    assertThat(Version.parse("2024.1.1.20240101")).isEqualTo(Version.parse("2024.1.1.20240101.0"));
    assertThat(VersionSpecifiers.parse(" >= 1.0 , < 2 ,")).hasToString("<2,>=1.0");
    assertThat(VersionSpecifiers.parse("==1.0")).isEqualTo(VersionSpecifiers.parse("==1.0.0"));
    assertThat(VersionSpecifiers.parse("~=1.0")).isNotEqualTo(VersionSpecifiers.parse("~=1.0.0"));
  }

  @Test
  void aWrongClauseIsNamedWithItsPlace() {
    assertThatThrownBy(() -> VersionSpecifiers.parse(">=1.0,~=2"))
        .isInstanceOf(FerryException.class)
        .hasMessage(
            "Bad version specifier `>=1.0,~=2`: `~=` wants at least two numbers (at character 9)");
    assertThat(VersionSpecifiers.findSpecifiers(">=1.*")).isEmpty();
    assertThat(Version.findVersion("2.6.2.posted")).isEmpty();
    assertThat(Version.findVersion("9".repeat(19))).isEmpty();
  }
}
