package dev.ferry.bundle.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Accelerator;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Libc;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnvironmentDocumentTest {
  private static final Digest DIGEST = Digest.of("x".getBytes(UTF_8));

  static EnvironmentDocument full() {
    return new EnvironmentDocument(
        "paddlepaddle",
        "3.2.2",
        "2026-11-21",
        new BundleFile("targets/t/pylock.toml", DIGEST, 7),
        new TargetFacts(
            "t",
            "linux",
            "x86_64",
            new Libc(Libc.Family.GLIBC, SymbolVersion.of(2, 31)),
            Optional.of(SymbolVersion.of(3, 4, 22)),
            OptionalInt.of(4096),
            new PythonVersion("cp", 3, 11, OptionalInt.of(9), false),
            new Accelerator.Cuda(SymbolVersion.of(11, 8), Optional.of(SymbolVersion.of(520, 61)))),
        List.of(
            new PackageEntry(
                "numpy",
                "2.4.6",
                "pkg:pypi/numpy@2.4.6",
                new BundleFile("packages/numpy.whl", DIGEST, 1),
                "numpy.whl",
                "default",
                false,
                PackageEntry.Fit.NOT_DISPROVED,
                true)),
        List.of(
            new ExtraFile(
                new BundleFile("files/" + DIGEST.hex(), DIGEST, 1),
                "models/ocr",
                ExtraFile.Unpack.TAR)),
        new TreeMap<>(Map.of("PADDLE_HOME", "${FERRY_ENV}/models", "A", "\"<\u4e2d>\"")),
        Optional.of(new Smoke(List.of("numpy"), Optional.of("print(1)\n"), List.of("true"))),
        List.of(
            new SystemLibrary(
                "libgomp.so.1",
                List.of("paddlepaddle"),
                Map.of("debian", "libgomp1", "rpm", "libgomp"),
                Optional.of(new Text("way", "办法")))),
        Optional.of(new SymbolNeed(SymbolVersion.of(3, 4, 22), List.of("paddlepaddle"))),
        List.of(new Text("assumed", "假定")),
        Optional.of(
            new Interpreter(new BundleFile("files/p", DIGEST, 3), "python/bin/python3.11")));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    byte[] bytes = EnvironmentWriter.bytes(full());
    assertThat(EnvironmentReader.read("environment.json", bytes)).isEqualTo(full());
  }

  @Test
  void theSpellingIsCanonical() {
    String text = new String(EnvironmentWriter.bytes(full()), UTF_8);
    assertThat(text)
        .startsWith("{\"assumptions\":[{\"en\":\"assumed\",\"zh\":\"假定\"}],\"env\":{\"A\":")
        .contains("\"A\":\"\\\"<中>\\\"\"")
        .doesNotContain(": ")
        .doesNotContain("\n");
  }

  @Test
  void aFieldThatIsWrongIsNamed() {
    assertWrong("\"files/p\"", "\"../p\"", "interpreter.path");
    assertWrong("\"kind\":\"wheel\"", "\"kind\":\"egg\"", "packages[0].kind");
    assertWrong("\"size\":7", "\"size\":-7", "lock.size");
    assertWrong("\"fit\":\"not-disproved\"", "\"fit\":\"maybe\"", "packages[0].fit");
    assertWrong("\"format\":1", "\"format\":2", "format");
    assertWrong("\"to\":\"models/ocr\"", "\"to\":\"/etc\"", "files[0].to");
    assertWrong("\"format\":1", "\"format\":1,\"format\":1", "Duplicate");
  }

  @Test
  void damagedBytesAreRefusedAndNeverCrash() {
    Random random = new Random(3);
    byte[] good = EnvironmentWriter.bytes(full());
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        EnvironmentReader.read("environment.json", bytes);
      } catch (FerryException refused) {
        assertThat(refused.getMessage()).contains("environment.json");
      }
    }
  }

  private static void assertWrong(String good, String bad, String named) {
    String text = new String(EnvironmentWriter.bytes(full()), UTF_8);
    assertThat(text).contains(good);
    assertThatThrownBy(
            () -> EnvironmentReader.read("e.json", text.replace(good, bad).getBytes(UTF_8)))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("e.json")
        .hasMessageContaining(named);
  }
}
