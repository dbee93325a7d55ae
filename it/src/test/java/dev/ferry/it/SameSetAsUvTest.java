package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Sets of the real index as two resolvers see them. Ferry's own knowledge (libraries, corrections)
 * is switched off, so that both work from the same facts; files newer than a fixed day do not
 * exist, so that tomorrow's answer is today's.
 */
@Tag("network")
class SameSetAsUvTest {
  private static final String DAY = "2026-11-01T00:00:00Z";

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "'paddlepaddle==3.2.2', x86_64",
    "'torch==2.12.1', x86_64",
    "'torch==2.12.1', aarch64",
    "'paddlepaddle==3.2.2 paddleocr==3.3.2 visualdl scikit-learn pandas', x86_64",
    "'transformers datasets accelerate', aarch64",
    "'fastapi[standard] sqlalchemy[asyncio] celery[redis] boto3', x86_64",
  })
  void bothResolversChooseTheSame(String wanted, String machine, @TempDir Path folder)
      throws Exception {
    Path uv = Path.of(String.valueOf(System.getenv("FERRY_TEST_TOOLS"))).resolve("bin/uv");
    assumeTrue(Files.isExecutable(uv), "uv is not installed");
    List<String> requirements = List.of(wanted.split(" ", -1));
    Path file = Files.write(folder.resolve("wanted.in"), requirements);

    List<String> words = new ArrayList<>(List.of(uv.toString(), "pip", "compile", "-q"));
    words.addAll(List.of("--no-header", "--no-annotate", "--no-cache", file.toString()));
    words.addAll(List.of("--python-platform", machine + "-manylinux_2_28"));
    words.addAll(List.of("--python-version", "3.11", "--only-binary", ":all:"));
    words.addAll(List.of("--exclude-newer", DAY));
    Source.Result theirs = Source.run(folder, List.of("UV_PYTHON_DOWNLOADS=never"), words);
    assertThat(theirs.exitCode()).as(theirs.errors()).isZero();
    Set<String> expected = new TreeSet<>(theirs.output().strip().lines().toList());

    List<String> lock = new ArrayList<>(List.of("lock", "--json", "--fit", "off"));
    lock.addAll(List.of("--no-corrections", "--only-binary", ":all:", "--exclude-newer", DAY));
    lock.addAll(List.of("--target", "linux-" + machine + "-glibc2.28-cp311"));
    lock.addAll(requirements);
    Source.Result ours = Site.connected(folder.resolve("site")).ferry(lock.toArray(String[]::new));
    assertThat(ours.exitCode()).as(ours.errors()).isZero();
    Set<String> chosen = new TreeSet<>();
    for (JsonNode one : new ObjectMapper().readTree(ours.output()).at("/targets/0/packages")) {
      chosen.add(one.get("name").asString() + "==" + one.get("version").asString());
    }
    assertThat(chosen).isEqualTo(expected).hasSizeGreaterThan(10);
  }
}
