package dev.ferry.bundle.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {
  @Test
  void everyKeyArrives() throws IOException {
    EnvironmentSpec spec = SpecReader.read(resource("full.yaml"), "full.yaml");

    assertThat(spec.name()).contains("ocr");
    assertThat(spec.version()).contains("1.10");
    assertThat(spec.targets())
        .containsExactly("linux-x86_64-glibc2.31-cp311", "nodes/kylin.probe.json");
    assertThat(spec.interpreters()).hasSize(1);
    assertThat(spec.requires())
        .containsExactly("paddlepaddle==3.2.2", "paddleocr[all]>=3 ; python_version < '3.12'");
    assertThat(spec.sources().get(0).kind()).isEqualTo(EnvironmentSpec.Source.Kind.INDEX);
    assertThat(spec.sources().get(0).packages()).containsExactly("paddlepaddle-gpu");
    assertThat(spec.sources().get(1).location()).isEqualTo("./wheels");
    assertThat(spec.prereleases()).isTrue();
    assertThat(spec.excludeNewer().flatMap(UploadDeadline::find).orElseThrow())
        .hasToString("2026-11-02T00:00:00Z");
    assertThat(spec.build().allow()).containsExactly("jieba");
    assertThat(spec.fit().mode()).contains("warn");
    assertThat(spec.files()).hasSize(2);
    assertThat(spec.files().get(1).unpack()).isTrue();
    assertThat(spec.env()).containsEntry("PPNLP_HOME", "${FERRY_ENV}/models");
    assertThat(spec.smoke().orElseThrow().python())
        .contains("import paddle\nprint(paddle.__version__)\n");
    assertThat(spec.corrections().get(0).requires()).containsExactly("setuptools");
  }

  @Test
  void normalFormReadsBackAndIsStable() throws IOException {
    EnvironmentSpec spec = SpecReader.read(resource("full.yaml"), "full.yaml");
    String written = SpecWriter.write(spec);

    EnvironmentSpec again = SpecReader.read(written.getBytes(StandardCharsets.UTF_8), "again");
    assertThat(SpecWriter.write(again)).isEqualTo(written);
    assertThat(again).isEqualTo(spec);
  }

  @Test
  void userInfoIsNotWritten() {
    EnvironmentSpec spec =
        read("sources: [{name: a, url: 'https://me:secret@index.example/simple'}]");
    assertThat(SpecWriter.write(spec))
        .contains("https://index.example/simple")
        .doesNotContain("secret");
  }

  @Test
  void allMistakesAreReportedWithTheirPlaces() throws IOException {
    FerryException failure =
        catchThrowableOfType(
            FerryException.class, () -> SpecReader.read(resource("mistakes.yaml"), "m.yaml"));

    assertThat(failure.failure()).isEqualTo(Failure.USAGE);
    assertThat(failure.text().english()).isEqualTo("`m.yaml` has 13 mistakes");
    assertThat(failure.reasons().stream().map(Text::english))
        .containsExactlyElementsOf(
            new String(resource("mistakes.txt"), StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void aliasesRepeatValuesButNotWithoutEnd() {
    assertThat(read("x-base: &b [numpy]\nrequires: *b").requires()).containsExactly("numpy");

    StringBuilder bomb = new StringBuilder("x-0: &a0 [a, a, a, a, a, a, a, a, a, a]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      String nine = String.join(", ", java.util.Collections.nCopies(9, alias));
      bomb.append("x-" + i + ": &a" + i + " [" + nine + "]\n");
    }
    assertThat(reasons(bomb.toString())).singleElement().asString().contains("more than 20000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- a list",
        "name: [",
        "name: a\n---\nname: b",
        "? [a]\n: b",
        "name: !!java.lang.ProcessBuilder [a]",
        "requires: *nobody",
        "\tname: a",
        "name: {a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: {o: {p: {q: {r: {s: {t: {u:"
            + " 1}}}}}}}}}}}}}}}}}}}}}}",
      })
  void whatIsNoSpecIsRefusedWithAPlace(String text) {
    assertThat(reasons(text)).isNotEmpty().allMatch(line -> line.matches("(?s)f:\\d+:\\d+: .+"));
  }

  @Test
  void nothingIsAnEmptySpec() {
    assertThat(read("")).isEqualTo(EnvironmentSpec.empty());
    assertThat(read("# only a comment\n")).isEqualTo(EnvironmentSpec.empty());
  }

  @Test
  void mutatedSpecsNeverEndInAnotherException() throws IOException {
    byte[] seed = resource("full.yaml");
    Random random = new Random(20261121);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = seed.clone();
      for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        SpecReader.read(bytes, "mutated");
      } catch (FerryException expected) {
        assertThat(expected.failure()).isEqualTo(Failure.USAGE);
      }
    }
  }

  private static List<String> reasons(String text) {
    FerryException failure = catchThrowableOfType(FerryException.class, () -> read(text));
    assertThat(failure).isNotNull();
    return failure.reasons().stream().map(Text::english).toList();
  }

  private static EnvironmentSpec read(String text) {
    return SpecReader.read(text.getBytes(StandardCharsets.UTF_8), "f");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SpecReaderTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
