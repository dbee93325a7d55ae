package dev.ferry.python.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private static Metadata parse(String text) {
    return Metadata.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fieldsOfARealShape() {
    Metadata metadata =
        parse(
            """
            Metadata-Version: 2.4
            Name: Foo.Bar
            Version: 1.0
            Summary: 包
            Requires-Python: >=3.8
            License-Expression: Apache-2.0
            License-File: LICENSE
            License: Apache
             second line
            Classifier: Programming Language :: Python
            Classifier: License :: OSI Approved :: Apache Software License
            Dynamic: Requires-Dist
            Provides-Extra: GPU_x
            Requires-Dist: numpy (>=1.21)
            requires-dist: nvidia-cudnn-cu12==9.1.0.70 ; extra == "gpu-x"

            Requires-Dist: not-a-header
            """);
    assertThat(metadata.name()).hasToString("foo-bar");
    assertThat(metadata.requiresPython()).hasToString(">=3.8");
    assertThat(metadata.requiresDist())
        .map(Object::toString)
        .containsExactly("numpy>=1.21", "nvidia-cudnn-cu12==9.1.0.70; extra == \"gpu-x\"");
    assertThat(metadata.providesExtras()).containsExactly("gpu-x");
    assertThat(metadata.dynamic()).containsExactly("requires-dist");
    assertThat(metadata.summary()).isEqualTo("包");
    assertThat(metadata.licence().expression()).isEqualTo("Apache-2.0");
    assertThat(metadata.licence().text()).isEqualTo("Apache\n second line");
    assertThat(metadata.licence().classifiers()).hasSize(1);
    assertThat(metadata.licence().files()).containsExactly("LICENSE");
  }

  @Test
  void windowsLinesAndAByteOrderMark() {
    assertThat(
            parse("\uFEFFName: a\r\nVersion: 1\r\nRequires-Dist: b;\r\n os_name=='x'\r\n\r\ntext"))
        .extracting(Metadata::name)
        .hasToString("a");
  }

  @Test
  void aBadRequirementNamesItsLine() {
    assertThatThrownBy(() -> parse("Name: a\nVersion: 1\nRequires-Dist: b (>=1.0.*)\n"))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> assertThat(failure.failure()).isEqualTo(Failure.VERIFICATION))
        .hasMessage(
            "`METADATA` line 3, `requires-dist: b (>=1.0.*)`: `.*` goes only with `==` and `!=` and"
                + " a version of numbers alone (at character 6 of the value)");
  }

  @Test
  void nameAndVersionMustBeThereAndRight() {
    assertThatThrownBy(() -> parse("Version: 1\n")).hasMessage("`METADATA` has no field `Name`");
    assertThatThrownBy(() -> parse("Name: a\nVersion: one\n"))
        .hasMessageContaining("`METADATA` line 2, `version: one`: not a valid version");
    assertThatThrownBy(() -> Metadata.parse(new byte[Metadata.MAXIMUM_SIZE + 1]))
        .hasMessageContaining("more than the");
  }
}
