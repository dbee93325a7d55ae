package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against the package index of this machine's own pip settings. */
@Tag("network")
class NetworkJourneyTest {
  @Test
  void anOldNodeGetsTheNewestPaddleThatLoadsThere(@TempDir Path folder) throws Exception {
    World world = World.in(folder).connected(System.getenv());
    World.Outcome planned =
        world.run("pack", "paddlepaddle", "--dry-run", "--target", World.OLDER, "--json");
    JsonNode target = planned.json().get("targets").get(0);
    assertThat(target.get("name").asString()).isEqualTo(World.OLDER);
    List<String> packages = new ArrayList<>();
    for (JsonNode one : target.get("packages")) {
      packages.add(one.get("name").asString() + "==" + one.get("version").asString());
    }
    assertThat(packages).contains("paddlepaddle==2.6.2");
  }

  /** By metadata and a few ranges; its 190 MB are left where they are. */
  @Test
  void anArmMachineGetsFilesOfItsOwnAndSharesThePureOnes(@TempDir Path folder) throws Exception {
    String arm = "linux-aarch64-glibc2.28-cp311";
    World world = World.in(folder).connected(System.getenv());
    World.Outcome planned =
        world.run(
            "pack",
            "paddlepaddle==3.2.2",
            "--dry-run",
            "--json",
            "--target",
            arm,
            "--target",
            arm.replace("aarch64", "x86_64"));
    assertThat(planned.json().get("targets")).hasSize(2);
    Map<String, JsonNode> first = packages(planned.json().get("targets").get(0));
    Map<String, JsonNode> second = packages(planned.json().get("targets").get(1));
    assertThat(first.keySet()).isEqualTo(second.keySet()).contains("paddlepaddle", "setuptools");
    int pure = 0;
    for (Map.Entry<String, JsonNode> one : first.entrySet()) {
      String file = one.getValue().get("file").asString();
      JsonNode other = Objects.requireNonNull(second.get(one.getKey()));
      if (file.endsWith("-any.whl")) {
        pure++;
        assertThat(other).isEqualTo(one.getValue());
      } else {
        assertThat(file).endsWith("aarch64.whl");
        assertThat(other.get("file").asString()).endsWith("x86_64.whl");
      }
    }
    assertThat(pure).isGreaterThan(5);
  }

  private static Map<String, JsonNode> packages(JsonNode target) {
    Map<String, JsonNode> packages = new TreeMap<>();
    target.get("packages").forEach(one -> packages.put(one.get("name").asString(), one));
    return packages;
  }
}
