package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builds of one library in one environment. */
class OneLibraryTest {
  private static final String TARGET = "linux-x86_64-glibc2.28-cp311";

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void twoBuilds() throws IOException {
    world = World.in(folder);
    world.add(SmallWheel.of("paddlepaddle", "3.2.2"));
    world.add(SmallWheel.of("paddlepaddle_gpu", "3.2.1"));
    world.add(SmallWheel.of("setuptools", "80.0")); // Paddle's undeclared need, which Ferry adds.
    world.add(SmallWheel.of("reader", "1.0", "paddlepaddle>=3"));
  }

  @Test
  void areRefusedByLockAndNamed() {
    World.Outcome refused =
        world.run("lock", "reader", "paddlepaddle-gpu", "--target", TARGET, "-o", "locks");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "`paddlepaddle 3.2.2` and `paddlepaddle-gpu 3.2.1` both write the folder `paddle`");
    assertThat(world.work().resolve("locks")).doesNotExist();
  }

  @Test
  void areRefusedByPack() {
    World.Outcome refused =
        world.run("pack", "paddlepaddle", "paddlepaddle-gpu", "--target", TARGET, "-o", "out");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("both write the folder `paddle`");
    assertThat(world.work().resolve("out")).doesNotExist();
  }

  @Test
  void oneOfThemIsFine() {
    assertThat(world.run("lock", "reader", "--target", TARGET, "-o", "locks").done())
        .contains("pylock.toml");
  }
}
