package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Alternatives for a machine that was measured keep its document where a word can say the rest. */
class ProbedAlternativesTest {
  private static final String PROBE =
      """
      {"format": 1, "os": "linux", "machine": "x86_64", "page_size": 4096,
       "libc": {"family": "glibc", "version": "2.36"}, "libstdcxx": {"glibcxx": "3.4.30"},
       "pythons": [
         {"executable": "/p/13", "implementation": "cpython", "version": "3.13.0", "bits": 64,
          "free_threaded": false},
         {"executable": "/p/11", "implementation": "cpython", "version": "3.11.7", "bits": 64,
          "free_threaded": false}]}
      """;

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void makeWorld() throws IOException {
    world = World.in(folder);
    Files.writeString(world.work().resolve("probe.json"), PROBE);
  }

  @Test
  void anotherPythonOfTheMachineIsChosen() {
    assertThat(alternatives("lock", "native==2.0", "-t", "probe.json", "--json"))
        .containsExactly(
            "ferry lock \"native==1.0\" -t probe.json --json",
            "ferry lock \"native==2.0\" -t probe.json --json --python 3.11");
  }

  @Test
  void theChoiceThatWasTypedChanges() {
    assertThat(alternatives("lock", "native==2.0", "-t", "probe.json", "--python=3.13", "--json"))
        .contains("ferry lock \"native==2.0\" -t probe.json --python=3.11 --json");
  }

  @Test
  void whatNoWordCanChooseIsNamedInFull() throws IOException {
    world.add(SmallWheel.of("narrow", "1.0").tagged("cp312-cp312-manylinux_2_28_x86_64"));
    assertThat(alternatives("lock", "narrow", "-t", "probe.json", "--python", "3.13", "--json"))
        .containsExactly("ferry lock narrow -t linux-x86_64-glibc2.36-glibcxx3.4.30-cp312 --json");
  }

  private List<String> alternatives(String... arguments) {
    World.Outcome outcome = world.run(arguments);
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    List<String> commands = new ArrayList<>();
    JsonNode error = new ObjectMapper().readTree(outcome.out()).path("error");
    for (JsonNode one : error.path("alternatives")) {
      commands.add(one.path("command").asString());
      assertThat(world.run(split(one.path("command").asString())).exit()).isZero();
    }
    return commands;
  }

  private static List<String> split(String command) {
    return List.of(command.replace("ferry ", "").replace("\"", "").split(" ", -1));
  }
}
