package dev.ferry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux-x86_64-glibc2.28-cp311",
        "linux-x86_64-glibc2.17-glibcxx3.4.19-cp311",
        "linux-x86_64-glibc2.28-cp3.11.9-cuda11.8",
        "linux-x86_64-glibc2.31-cp310-cuda12.6-driver550.54.14",
        "linux-x86_64-glibc2.31-cp310-driver450.80.02",
        "linux-aarch64-musl1.2-cp310",
        "linux-aarch64-glibc2.28-cp311-cann8.0",
        "linux-aarch64-glibc2.28-cp311-page4096",
        "linux-aarch64-glibc2.28-cp311-page65536",
        "linux-loongarch64-glibc2.36-cp313t",
        "linux-loongarch64-glibc2.36-cp3.13.1t",
        "linux-sw_64-glibc2.28-cp37",
        "linux-quantum9-glibc2.99-pp310"
      })
  void canonicalNameReadsBackAsItself(String name) {
    assertThat(TargetName.parse(name).name()).isEqualTo(name);
  }

  @Test
  void everyCombinationOfFieldsReadsBackAsItself() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      String name = randomName(random);
      assertThat(TargetName.parse(name).name()).isEqualTo(name);
      assertThat(TargetName.parse(name).assumptions()).isNotEmpty();
    }
  }

  private static String randomName(Random random) {
    StringBuilder name = new StringBuilder("linux-");
    name.append(pick(random, "x86_64", "aarch64", "riscv64", "loongarch64", "mips64el"));
    name.append(pick(random, "-glibc2.", "-musl1.")).append(random.nextInt(45));
    name.append(random.nextBoolean() ? "-glibcxx3.4." + random.nextInt(35) : "");
    name.append(pick(random, "-cp3", "-pp3")).append(7 + random.nextInt(9));
    if (random.nextBoolean()) {
      name.append(random.nextBoolean() ? "-cuda1" + random.nextInt(4) + ".1" : "");
      name.append(random.nextBoolean() ? "-driver5" + (10 + random.nextInt(80)) + ".05.02" : "");
    } else {
      name.append("-cann8.").append(random.nextInt(3));
    }
    return name + (random.nextBoolean() ? "-page" + (4096 << random.nextInt(5)) : "");
  }

  private static String pick(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }

  @Test
  void fieldsBehindThePythonMayComeInAnyOrder() {
    assertThat(TargetName.parse("linux-x86_64-glibc2.17-cp3.11-page4096-glibcxx3.4.19").name())
        .isEqualTo("linux-x86_64-glibc2.17-glibcxx3.4.19-cp311-page4096");
  }

  @Test
  void fieldsBecomeValues() {
    Target target =
        TargetName.parse("linux-x86_64-glibc2.17-glibcxx3.4.19-cp3.11.9-cuda11.8-driver525.60.13");
    assertThat(target.os()).isEqualTo("linux");
    assertThat(target.machine()).isEqualTo("x86_64");
    assertThat(target.libc()).isEqualTo(new Libc(Libc.Family.GLIBC, SymbolVersion.of(2, 17)));
    assertThat(target.glibcxx()).contains(SymbolVersion.of(3, 4, 19));
    assertThat(target.python().version()).isEqualTo("3.11.9");
    assertThat(target.accelerator())
        .isEqualTo(
            new Accelerator.Cuda(
                SymbolVersion.of(11, 8), java.util.Optional.of(SymbolVersion.of(525, 60, 13))));
    assertThat(target.pageSize()).hasValue(4096);
  }

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64-glibc2.28-cp311, 4096",
    "linux-aarch64-glibc2.28-cp311, 65536",
    "linux-ppc64le-glibc2.28-cp311, 65536",
    "linux-loongarch64-glibc2.36-cp311, 16384",
    "linux-aarch64-glibc2.28-cp311-page4096, 4096"
  })
  void pageSizeIsAssumedByArchitecture(String name, int bytes) {
    Target target = TargetName.parse(name);
    assertThat(target.pageSize()).hasValue(bytes);
    assertThat(target.assumptions().stream().anyMatch(text -> text.english().contains("pages of")))
        .isEqualTo(!name.contains("page"));
  }

  @Test
  void driverAloneGivesTheCudaCeiling() {
    Target target = TargetName.parse("linux-x86_64-glibc2.28-cp311-driver470.57.02");
    assertThat(target.accelerator())
        .isInstanceOfSatisfying(
            Accelerator.Cuda.class,
            cuda -> assertThat(cuda.ceiling()).isEqualTo(SymbolVersion.of(11, 8)));
    assertThat(TargetName.canonicalName(target)).isEqualTo(target.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linus-x86_64-glibc2.28-cp311 | os | field 1, character 1 | `linux`",
        "windows-x86_64-glibc2.28-cp311 | os | field 1, character 1 | ''",
        "linux-amd64-glibc2.28-cp311 | machine | field 2, character 7 | `x86_64`",
        "linux-x86-64-glibc2.28-cp311 | machine | field 2, character 7 | `x86_64`",
        "linux-arm64-glibc2.28-cp311 | machine | field 2, character 7 | `aarch64`",
        "linux-aarhc64-glibc2.28-cp311 | machine | field 2, character 7 | `aarch64`",
        "linux-x86_64-glib2.28-cp311 | libc | field 3, character 14 | `glibc2.28`",
        "linux-x86_64-glibc2-cp311 | libc | field 3, character 14 | ''",
        "linux-x86_64-cp311 | libc | field 3, character 14 | ''",
        "linux-x86_64-glibc2.28-py311 | python | field 4, character 24 | `cp311`",
        "linux-x86_64-glibc2.28-python3.11 | python | field 4, character 24 | `cp311`",
        "linux-x86_64-glibc2.28-cp36 | python | field 4, character 24 | ''",
        "linux-x86_64-glibc2.28-cp311t | python | field 4, character 24 | ''",
        "linux-x86_64-glibc2.28 | lacks its python | field 4, character 24 | ''",
        "linux-x86_64-glibc2.28-cp311-cuad11.8 | field | field 5, character 30 | `cuda11.8`",
        "linux-x86_64-glibc2.28-cp311-rocm6.0 | field | field 5, character 30 | ''",
        "linux-x86_64-glibc2.28-cp311-cuda11 | cuda | field 5, character 30 | ''",
        "linux-x86_64-glibc2.28-cp311-page5000 | page | field 5, character 30 | ''",
        "linux-x86_64-glibc2.28-cp311-cuda11.8-cuda12.0 | repeats | field 6, character 39 | ''",
        "linux-x86_64-glibc2.28-cp311-cuda11.8-cann8.0 | Ascend | field 6, character 39 | ''",
        "linux-x86_64-glibc2.28-cp311- | lacks | field 5, character 30 | ''",
        "'' | lacks its os | field 1, character 1 | ''"
      })
  void mistakesAreNamedWithTheirPlace(String name, String field, String position, String hint) {
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> TargetName.parse(name));
    assertThat(failure.failure()).isEqualTo(Failure.USAGE);
    assertThat(failure.getMessage()).contains(field).contains(position);
    if (!hint.isEmpty()) {
      assertThat(failure.hint().orElseThrow().english()).isEqualTo("did you mean %s?", hint);
    }
  }

  @Test
  void hintsNeverOfferWhatCannotBe() {
    FerryException failure =
        catchThrowableOfType(
            FerryException.class, () -> TargetName.parse("linux-x86_64-glibc2.28-cp311t"));
    assertThat(failure.hint().orElseThrow().english()).doesNotContain("did you mean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "linux-x86_64-latest", "linux-x86_64-glibc2.28-cp311-LATEST"})
  void movingNameIsRefused(String name) {
    FerryException failure =
        catchThrowableOfType(FerryException.class, () -> TargetName.parse(name));
    assertThat(failure.failure()).isEqualTo(Failure.USAGE);
  }

  @Test
  void mutatedNamesAreReadOrRefusedAndNothingElse() {
    Random random = new Random(11);
    List<String> seeds =
        List.of(
            "linux-x86_64-glibc2.17-glibcxx3.4.19-cp3.11.9-cuda11.8-driver525.60.13",
            "linux-aarch64-musl1.2-cp313t-cann8.0-page65536");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder(seeds.get(i % 2));
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(name.length());
        switch (random.nextInt(3)) {
          case 0 -> name.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x3000));
          case 1 -> name.insert(at, (char) random.nextInt(128));
          default -> name.deleteCharAt(at);
        }
      }
      try {
        Target target = TargetName.parse(name.toString());
        assertThat(target.name()).matches("[a-z0-9_.-]{1,140}");
      } catch (FerryException refused) {
        assertThat(refused.failure()).isIn(Failure.USAGE, Failure.REFUSED);
        assertThat(refused.getMessage()).doesNotContainPattern("\\p{Cntrl}");
      }
    }
  }
}
