package dev.ferry.image.variant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepListFileTest {
  private static final KeepList LIST =
      VariantRulesTest.keep(Map.of("lib/a.py", "a", "lib/b.py", "a", "lib/c.so", "c"));

  @Test
  void whatIsWrittenIsReadAgain(@TempDir Path folder) {
    Path file = folder.resolve("evidence").resolve(KeepList.fileName(LIST.subject().target()));
    KeepListFile.write(LIST, file);
    assertThat(KeepListFile.read(file)).isEqualTo(LIST);
    assertThat(folder.resolve("evidence")).isDirectoryContaining("glob:**/keep.*.json");
    assertThat(KeepListFile.bytes(KeepListFile.read(file))).isEqualTo(KeepListFile.bytes(LIST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\":1|\"format\":2|format",
        "\"variant\":\"inference\"|\"variant\":\"train\"|variant",
        "lib/a.py|../a.py|packages.a",
        "lib/a.py|lib/b.py|packages.a",
        "\"target\"|\"machine\"|machine",
        "\"bundle\":\"sha256:e|\"bundle\":\"sha1:e|bundle",
      })
  void aWrongFieldIsNamed(String from, String to, String field) {
    String text = new String(KeepListFile.bytes(LIST), UTF_8);
    assertThat(text).contains(from);
    byte[] wrong = text.replace(from, to).getBytes(UTF_8);
    assertThatThrownBy(() -> KeepListFile.read("keep.json", wrong))
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> assertThat(refused.failure()).isEqualTo(Failure.VERIFICATION))
        .hasMessageContaining("keep.json")
        .hasMessageContaining(field);
  }

  @Test
  void damagedBytesAreRefusedOrRead() {
    Random random = new Random(41);
    byte[] good = KeepListFile.bytes(LIST);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        KeepListFile.read("keep.json", bytes);
      } catch (FerryException wrong) {
        refused++;
      }
    }
    assertThat(refused).isBetween(200, 1_999);
  }

  @Test
  void aListForAnotherBundleIsRefusedByNameAndDigest() {
    KeepList.Subject there = LIST.subject();
    KeepList.Subject here =
        new KeepList.Subject(
            Digest.of(new byte[1]), there.base(), there.application(), there.target());
    assertThat(KeepListFile.check(LIST, there, "keep.json")).isSameAs(LIST);
    assertThatThrownBy(() -> KeepListFile.check(LIST, here, "keep.json"))
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> {
              assertThat(refused.failure()).isEqualTo(Failure.REFUSED);
              assertThat(refused.reasons())
                  .extracting(Text::english)
                  .containsExactly(
                      "bundle: got `" + there.bundle() + "`, want `" + here.bundle() + "`");
            });
  }
}
