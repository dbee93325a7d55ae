package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
