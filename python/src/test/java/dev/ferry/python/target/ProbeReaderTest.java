package dev.ferry.python.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.model.Accelerator;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeReaderTest {
  private static final Optional<String> NO_CHOICE = Optional.empty();

  private static String fixture(String name) throws IOException {
    try (InputStream in = ProbeReaderTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Target parse(String document, Optional<String> python) {
    return ProbeReader.parse(document.getBytes(StandardCharsets.UTF_8), "probe.json", python);
  }

  @Test
  void measuredMachineBecomesTarget() throws IOException {
    Target target = parse(fixture("gpu-server.json"), Optional.of("3.11"));
    assertThat(target.name())
        .isEqualTo("linux-x86_64-glibc2.28-glibcxx3.4.24-cp3.11.9-driver535.54.03");
    assertThat(target.accelerator())
        .isEqualTo(
            new Accelerator.Cuda(
                SymbolVersion.of(12, 9), Optional.of(SymbolVersion.of(535, 54, 3))));
    assertThat(target.cpuFlags()).contains("avx2");
    assertThat(target.measuredMarkers())
        .containsEntry("platform_release", "4.19.90-52.22.v2207.ky10.x86_64")
        .containsEntry("python_full_version", "3.11.9");
    assertThat(target.assumptions()).isEmpty();
    assertThat(TargetName.parse(target.name()).name()).isEqualTo(target.name());
  }

  @Test
  void firstPythonThatFerryServesIsTakenAndSaid() throws IOException {
    Target target = parse(fixture("gpu-server.json"), NO_CHOICE);
    assertThat(target.python().version()).isEqualTo("3.7.9");
    assertThat(target.assumptions())
        .singleElement()
        .satisfies(text -> assertThat(text.english()).contains("2 Pythons").contains("--python"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.11", "3.11.9", "cp311", "cp3.11.9", "/opt/python311/bin/python3.11"})
  void pythonIsChosenByVersionOrPath(String choice) throws IOException {
    Target target = parse(fixture("gpu-server.json"), Optional.of(choice));
    assertThat(target.python().version()).isEqualTo("3.11.9");
  }

  @Test
  void unknownPythonIsRefusedWithThoseThatAreThere() throws IOException {
    String document = fixture("gpu-server.json");
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> parse(document, Optional.of("3.12")));
    assertThat(failure.failure()).isEqualTo(Failure.USAGE);
    assertThat(failure.getMessage()).contains("3.12").contains("3.7.9").contains("3.11.9");
  }

  @Test
  void bareMachineLeavesWhatItCannotKnow() throws IOException {
    Target target = parse(fixture("bare-musl.json"), NO_CHOICE);
    assertThat(target.name()).isEqualTo("linux-aarch64-musl1.2-cp3.12.3-cann8.0");
    assertThat(target.glibcxx()).isEmpty();
    assertThat(target.pageSize()).hasValue(65_536);
    assertThat(target.assumptions()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"format\": 1 | \"format\": 2 | format",
        "\"os\": \"linux\" | \"os\": \"darwin\" | os",
        "\"machine\": \"x86_64\" | \"machine\": \"../x\" | machine",
        "\"page_size\": 4096 | \"page_size\": 5000 | page_size",
        "\"page_size\": 4096 | \"page_size\": \"4096\" | page_size",
        "\"family\": \"glibc\", \"version\": \"2.28\" | \"family\": \"uclibc\", \"version\": \"1.0\""
            + " | libc.family",
        "\"glibcxx\": \"3.4.24\" | \"glibcxx\": \"new\" | libstdcxx.glibcxx",
        "\"flags\": [\"fpu\", | \"flags\": [7, | cpu.flags",
        "\"bits\": 64, \"free_threaded\": false, \"debug\": false, \"libc\": \"glibc 2.28\","
            + " \"markers\": {\"impl | \"bits\": 31, \"markers\": {\"impl | pythons[1].bits",
        "\"implementation_name\": \"cpython\" | \"implementation_name\": 3 |"
            + " pythons[1].markers.implementation_name",
        "\"driver\": \"535.54.03\" | \"driver\": \"5; rm\" | nvidia.driver",
        "\"pythons\": [ | \"pythons\": [7, | pythons[0]."
      })
  void wrongFieldIsNamed(String right, String wrong, String field) throws IOException {
    String document =
        fixture("gpu-server.json")
            .replace(right, wrong)
            .replace("\"libc\": \"glibc 2.28\"", "\"libc\": null");
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> parse(document, NO_CHOICE));
    assertThat(failure.failure()).isEqualTo(Failure.VERIFICATION);
    assertThat(failure.getMessage()).contains("`" + field + "`").contains("probe.json");
  }

  @Test
  void probeWithoutPythonSaysWhatToDo() throws IOException {
    String document =
        fixture("bare-musl.json").replaceAll("(?s)\"pythons\": \\[.*?\\n  \\]", "\"pythons\": []");
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> parse(document, NO_CHOICE));
    assertThat(failure.getMessage()).contains("`pythons`");
    assertThat(failure.hint()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"format\": 1, \"format\": 1}", "\u0000"})
  void whatIsNoProbeIsRefused(String document) {
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> parse(document, NO_CHOICE));
    assertThat(failure.failure()).isEqualTo(Failure.VERIFICATION);
  }

  @Test
  void hugeFileIsNotReadWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("probe.json");
    Files.writeString(file, "{\"format\": 1, \"x\": \"" + "a".repeat(2 << 20) + "\"}");
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> ProbeReader.read(file));
    assertThat(failure.getMessage()).contains("more than 1048576 bytes");
  }

  @Test
  void argumentIsNameOrFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("probe.json");
    Files.writeString(file, fixture("bare-musl.json"));
    assertThat(TargetArgument.resolve(file.toString()).machine()).isEqualTo("aarch64");
    assertThat(TargetArgument.resolve("linux-x86_64-glibc2.28-cp311").machine())
        .isEqualTo("x86_64");
    assertThat(
            catchThrowableOfType(
                    FerryException.class,
                    () -> TargetArgument.resolve(folder.resolve("absent.json").toString()))
                .failure())
        .isEqualTo(Failure.USAGE);
  }

  @Test
  void mutatedProbesAreReadOrRefusedAndNothingElse() throws IOException {
    Random random = new Random(5);
    byte[] seed = fixture("gpu-server.json").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 4_000; i++) {
      byte[] document = seed.clone();
      for (int change = random.nextInt(6); change >= 0; change--) {
        document[random.nextInt(document.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : seed[random.nextInt(document.length)];
      }
      try {
        Target target = ProbeReader.parse(document, "probe.json", NO_CHOICE);
        assertThat(TargetName.parse(target.name()).name()).isEqualTo(target.name());
      } catch (FerryException refused) {
        assertThat(refused.failure()).isEqualTo(Failure.VERIFICATION);
      }
    }
  }
}
