package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From names to an environment that runs, on this machine, with its own {@code python3}. */
@Tag("system")
class InstallJourneyTest {
  @Test
  void whatWasPackedForThisMachineRunsHere(@TempDir Path folder) throws Exception {
    World world = World.in(folder).with("PATH", System.getenv("PATH"));
    world.run("pack", "alpha", "--target", "host", "-o", "out").done();
    String bundle = world.bundle().toString();

    JsonNode done = world.run("install", bundle, "--into", "env", "--json").json();
    assertThat(done.get("packages").asInt()).isEqualTo(2);
    assertThat(done.get("already").asBoolean()).isFalse();
    Path environment = Path.of(done.get("directory").asString());
    assertThat(environment).isEqualTo(world.work().resolve("env"));

    String question = "import alpha, beta; print(alpha.version, beta.version)";
    Process python =
        new ProcessBuilder(environment.resolve("bin/python").toString(), "-c", question).start();
    String answer = new String(python.getInputStream().readAllBytes(), UTF_8);
    assertThat(python.waitFor()).isZero();
    assertThat(answer).isEqualTo("1.0 2.0\n");

    JsonNode again = world.run("install", bundle, "--into", "env", "--json").json();
    assertThat(again.get("already").asBoolean()).isTrue();
  }
}
