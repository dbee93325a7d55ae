package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Packages that exist only as source, built by a real interpreter in a real sandbox. */
@Tag("system")
class SourceBuildTest {
  private static final String BUILT = "packages/made-1.0-py3-none-any.whl";

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void makeWorld() throws IOException {
    world = World.in(folder).withPythons();
  }

  @Test
  void aSourceThatDoesNotBuildGivesWayToTheNextOlderOne() throws IOException {
    world.add(new SmallSdist("made", "2.0", "__import__('no_such_module')"));
    world.add(new SmallSdist("made", "1.0", "'x = 1\\n'"));
    JsonNode target = lock("made").path("targets").path(0);
    assertThat(target.path("packages").path(0).path("version").asString()).isEqualTo("1.0");
    assertThat(target.path("notes").toString())
        .contains("`made` 2.0 passed over", "failed in `build_wheel`", "no_such_module");
    World.Outcome only = world.run("lock", "made>=2", "-t", World.TARGET, "--json");
    assertThat(only.exit()).isEqualTo(1);
    assertThat(only.out()).contains("failed in `build_wheel`", "no_such_module");
    assertThat(only.out()).contains("ferry lock \\\"made==1.0\\\" -t");
  }

  @Test
  void whatIsWantedFromSourceIsBuiltAlthoughThereIsAWheel() throws IOException {
    world.add(new SmallSdist("made", "1.0", "'x = 1\\n'"));
    world.add(SmallWheel.of("made", "1.0"));
    assertThat(isBuilt(lock("made"))).isFalse();
    assertThat(isBuilt(lock("made", "--no-binary", "made"))).isTrue();
    Files.writeString(world.work().resolve("r.txt"), "--no-binary :all:\nmade\n");
    assertThat(isBuilt(lock("-r", "r.txt"))).isTrue();
    assertThat(isBuilt(lock("-r", "r.txt", "--only-binary", "made"))).isFalse();
  }

  @Test
  void whatHasNoWheelIsBuiltInsteadOfRefused() throws IOException {
    world.add(new SmallSdist("made", "1.0", "'x = 1\\n'"));
    World.Outcome refused =
        world.run("lock", "made", "--only-binary", ":all:", "-t", World.TARGET, "--json");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .contains(
            "ferry lock made --only-binary :all: -t " + World.TARGET + " --json --no-binary made");
    assertThat(isBuilt(lock("made", "--only-binary", ":all:", "--no-binary", "made"))).isTrue();
  }

  @Test
  void aLockedBuildIsRepeatedWhereTheStoreLacksIt() throws IOException {
    world.add(new SmallSdist("made", "1.0", "'x = 1\\n'"));
    lock("made");
    Digest first = Digest.of(Files.readAllBytes(world.work().resolve("locks").resolve(BUILT)));
    pack().done();
    Path packed = world.bundle().resolve(BUILT);
    assertThat(Digest.of(Files.readAllBytes(packed))).isEqualTo(first);
  }

  @Test
  void aLockedBuildThatGivesOtherBytesIsRefused() throws IOException {
    world.add(new SmallSdist("made", "1.0", "'x = %r\\n' % os.urandom(8)"));
    lock("made");
    Digest first = Digest.of(Files.readAllBytes(world.work().resolve("locks").resolve(BUILT)));
    World.Outcome refused = pack();
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("Cannot build `made-1.0-py3-none-any.whl` again", "want " + first, "got sha256:");
    assertThat(pack("--find-links", "locks/packages").exit()).isZero();
  }

  private JsonNode lock(String... what) {
    List<String> words = new ArrayList<>(List.of("lock", "-t", World.TARGET, "-o", "locks"));
    words.addAll(List.of(what));
    words.add("--json");
    return world.run(words).json();
  }

  private static boolean isBuilt(JsonNode locks) {
    return locks.path("targets").path(0).path("packages").path(0).path("built").asBoolean();
  }

  /** With a store that knows nothing. */
  private World.Outcome pack(String... more) {
    String[] words = {
      "pack", "--lock", "locks", "--store", "other store", "--no-rehearse", "-o", "out"
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return world.run(all);
  }
}
