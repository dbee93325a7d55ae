package dev.ferry.python.marker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import dev.ferry.model.TargetName;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerTest {
  private static final MarkerEnvironment OPEN = environment("linux-aarch64-glibc2.28-cp311");
  private static final MarkerEnvironment EXACT = environment("linux-aarch64-glibc2.28-cp3.11.9");

  private static MarkerEnvironment environment(String target) {
    return MarkerEnvironment.of(TargetName.parse(target));
  }

  /** With the patch version open a marker holds if one value makes the whole of it true. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "python_full_version < '3.11.3' | true | false",
        "python_full_version >= '3.11.3' and python_full_version < '3.11.2' | false | false",
        "python_full_version > '3.11.2' and python_full_version < '3.11.4' | true | false",
        "python_full_version == '3.11.9' | true | true",
        "python_full_version == '3.12.0' | false | false",
        "python_full_version != '3.11.9' | true | false",
        "implementation_version < '3.11.2' and python_full_version > '3.11.2' | false | false",
        "platform_machine == 'aarch64' and sys_platform == 'linux' | true | true",
        "platform_machine == 'x86_64' | false | false",
        "platform_release >= '5.4' and platform_release < '5.10' | true | true",
        "platform_release >= '5.10' and platform_release < '5.4' | false | false",
        "'tegra' in platform_release | true | true",
        "'tegra' in platform_release and 'tegra' not in platform_release | false | false",
        "platform_version == 'a' and platform_version == 'b' | false | false",
        "platform_system == 'Linux' and os_name == 'posix' | true | true",
        "os_name ~= 'posix' | false | false",
      })
  void openAndExact(String marker, boolean open, boolean exact) {
    assertThat(Marker.parse(marker).evaluate(OPEN, Set.of())).isEqualTo(open);
    assertThat(Marker.parse(marker).evaluate(EXACT, Set.of())).isEqualTo(exact);
  }

  @Test
  void extrasAreComparedNormalized() {
    Marker marker = Marker.parse("extra == 'Foo.Bar'");
    assertThat(marker.evaluate(OPEN, Set.of("foo_bar"))).isTrue();
    assertThat(marker.evaluate(OPEN, Set.of("other"))).isFalse();
    assertThat(marker.evaluate(OPEN, Set.of())).isFalse();
    assertThat(marker.extras()).containsExactly("foo-bar");
    assertThat(marker.mentionsExtra()).isTrue();
    assertThat(Marker.parse("extra != 'x'").evaluate(OPEN, Set.of("x", "y"))).isTrue();
  }

  @Test
  void textIsCanonical() {
    assertThat(
            Marker.parse("( os.name=='posix' or (python_version<'3.8') ) and 'a' in sys_platform"))
        .hasToString(
            "(os_name == \"posix\" or python_version < \"3.8\") and \"a\" in sys_platform");
    Marker both = Marker.parse("os_name == 'a' or os_name == 'b'").and(Marker.always());
    assertThat(both.and(Marker.parse("extra == 'x'")))
        .hasToString("(os_name == \"a\" or os_name == \"b\") and extra == \"x\"");
    assertThat(Marker.always()).hasToString("");
  }

  @Test
  void mistakesHaveTheirPlace() {
    assertThatThrownBy(() -> Marker.parse("python_version >> '3'"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("expected a marker variable")
        .hasMessageContaining("at character 17");
    assertThatThrownBy(() -> Marker.parse("os_name == 'posix"))
        .hasMessageContaining("the quote is not closed (at character 12)");
    assertThatThrownBy(() -> Marker.parse("(".repeat(5000)))
        .hasMessageContaining("nested parentheses");
  }

  @Test
  void requiresPythonHoldsForSomePatch() {
    assertThat(OPEN.satisfiesPython(VersionSpecifiers.parse(">=3.8,!=3.11.0,<3.12"))).isTrue();
    assertThat(OPEN.satisfiesPython(VersionSpecifiers.parse(">3.11.4,<3.11.6"))).isTrue();
    assertThat(OPEN.satisfiesPython(VersionSpecifiers.parse("<3.11"))).isFalse();
    assertThat(EXACT.satisfiesPython(VersionSpecifiers.parse(">3.11.4,<3.11.6"))).isFalse();
  }

  @Test
  void valuesShowWhatIsOpen() {
    assertThat(OPEN.values())
        .containsEntry("python_full_version", "3.11.*")
        .containsEntry("platform_release", "*")
        .containsEntry("platform_machine", "aarch64")
        .containsEntry("python_version", "3.11");
    assertThat(OPEN.open())
        .containsExactlyInAnyOrder(
            "python_full_version",
            "implementation_version",
            "platform_release",
            "platform_version");
    assertThat(EXACT.values()).containsEntry("python_full_version", "3.11.9");
  }
}
