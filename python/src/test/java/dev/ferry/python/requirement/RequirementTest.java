package dev.ferry.python.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {
  @Test
  void canonicalText() {
    assertThat(Requirement.parse(" Foo_Bar [B.c,a] ( >=1.0 , <2 ) ;os_name=='posix'"))
        .hasToString("foo-bar[a,b-c]<2,>=1.0; os_name == \"posix\"");
    assertThat(Requirement.parse("a @ https://index.example/a-1.zip ; os_name=='nt'"))
        .hasToString("a @ https://index.example/a-1.zip ; os_name == \"nt\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paddle==| expected a version after `==` (at character 9)",
        "paddle 2.6| expected a version clause, `;` and a marker, or the end (at character 8)",
        "paddle>=2 <3| expected `,` and another clause, `;` and a marker, or the end (at character 11)",
        "paddle[gpu| expected `,` or `]` in the list of extras (at character 11)",
        "paddle; python| expected a marker variable such as `python_version` or a quoted text (at character 9)",
        "-paddle| a name begins and ends with a letter or digit (at character 1)",
        "paddle>=2.*| `.*` goes only with `==` and `!=` and a version of numbers alone (at character 9)",
        "paddle @| expected a URL after `@` (at character 9)",
      })
  void mistakesHaveTheirPlace(String text, String message) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .isInstanceOf(FerryException.class)
        .hasMessage("Bad requirement `" + text + "`: " + message);
  }
}
