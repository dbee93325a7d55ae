package dev.ferry.python.filename;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import org.junit.jupiter.api.Test;

class SdistFilenameTest {
  @Test
  void theNameOfThePageTellsWhereTheVersionBegins() {
    PackageName name = PackageName.of("foo-bar");
    assertThat(SdistFilename.findSdist("foo-bar-1.0-1.tar.gz", name).orElseThrow().version())
        .isEqualTo(Version.parse("1.0.post1"));
    assertThat(SdistFilename.findSdist("Foo_Bar-2.0.zip", name)).isPresent();
    assertThat(SdistFilename.findSdist("foo-2.0.zip", name)).isEmpty();
  }

  @Test
  void otherFilesAreNone() {
    assertThat(SdistFilename.findSdist("foo-1.0.exe")).isEmpty();
    assertThat(SdistFilename.findSdist("foo.tar.gz")).isEmpty();
    assertThat(SdistFilename.findSdist("foo-one.tar.gz")).isEmpty();
  }

  @Test
  void buildTagsAreNumbersFirst() {
    WheelFilename second = WheelFilename.parse("a-1-2-py3-none-any.whl");
    WheelFilename tenth = WheelFilename.parse("a-1-10-py3-none-any.whl");
    assertThat(second.build().orElseThrow()).isLessThan(tenth.build().orElseThrow());
    assertThat(WheelFilename.findWheel("a-1-x-py3-none-any.whl")).isEmpty();
    assertThat(WheelFilename.findWheel("a-1-" + "a.".repeat(500) + "a-none-any.whl")).isPresent();
    assertThat(
            WheelFilename.findWheel(
                "a-1-a.a-" + "a.".repeat(99) + "a-" + "b.".repeat(99) + "b.whl"))
        .isEmpty();
  }
}
