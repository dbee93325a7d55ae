package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is printed for copying, split by a shell and run again, does what it says. */
class AlternativesTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void makeWorld() throws IOException {
    world = World.in(folder);
  }

  @Test
  void everyOtherWordStaysAsItWasTyped() throws Exception {
    write("limits.txt", "alpha<9\n");
    write("instead.txt", "beta>=1\n");
    Files.createDirectories(world.work().resolve("more links"));
    List<String> alternatives =
        alternatives(
            "pack",
            "native==2.0",
            "alpha",
            "-c",
            "limits.txt",
            "--override=instead.txt",
            "--upgrade",
            "beta",
            "--allow-unhashed",
            "--only-binary",
            ":all:",
            "--no-build",
            "alpha",
            "--fit=warn",
            "--fit-ignore",
            "libs/a.so",
            "--name",
            "demo",
            "--version=1.0",
            "--tar",
            "--layout",
            "plain",
            "--store",
            "my store",
            "--no-rehearse",
            "--source",
            "mine=file:///nowhere/",
            "--source-package=mine=unheard-of",
            "--find-links",
            "more links",
            "-t",
            World.OLDER,
            "-t" + World.TARGET,
            "-oout",
            "--dry-run",
            "--json");
    assertThat(alternatives)
        .first()
        .isEqualTo(
            "ferry pack \"native==1.0\" alpha -c limits.txt --override=instead.txt"
                + " --upgrade beta --allow-unhashed --only-binary :all:"
                + " --no-build alpha --fit=warn --fit-ignore libs/a.so --name demo --version=1.0"
                + " --tar --layout plain --store \"my store\" --no-rehearse"
                + " --source mine=file:///nowhere/ --source-package=mine=unheard-of"
                + " --find-links \"more links\" -t "
                + World.OLDER
                + " -t"
                + World.TARGET
                + " -oout --dry-run --json");
  }

  @Test
  void whatASpecAsksForIsLeftOutByName() throws Exception {
    write("deep/ferry.yaml", "targets: [" + World.OLDER + "]\nrequires: [alpha, native==2.0]\n");
    assertWork(
        List.of(
            "ferry lock -f deep/ferry.yaml --json --without native \"native==1.0\"",
            "ferry lock -f deep/ferry.yaml --json --target " + World.TARGET,
            "ferry lock -f deep/ferry.yaml --json --without native"),
        "lock",
        "-f",
        "deep/ferry.yaml",
        "--json");
  }

  @Test
  void ofSeveralTargetsOfASpecOneIsChanged() throws Exception {
    write(
        "ferry.yaml",
        "targets: [linux-x86_64-glibc2.31-cp311, "
            + World.OLDER
            + "]\nrequires: [native>=2]\nsources: [{name: here, find-links: ../links}]\n");
    assertWork(
        List.of(
            "ferry pack -fferry.yaml --no-rehearse -o out --json --without native \"native==1.0\"",
            "ferry pack -fferry.yaml --no-rehearse -o out --json"
                + " --target linux-x86_64-glibc2.31-cp311 --target "
                + World.TARGET),
        "pack",
        "-fferry.yaml",
        "--no-rehearse",
        "-o",
        "out",
        "--json");
  }

  @Test
  void whatARequirementsFileAsksForIsLeftOutByName() throws Exception {
    write("requirements.txt", "alpha==1.0\nneedy\n");
    assertWork(
        List.of("ferry lock -r requirements.txt -t " + World.TARGET + " --json --without needy"),
        "lock",
        "-r",
        "requirements.txt",
        "-t",
        World.TARGET,
        "--json");
  }

  @Test
  void userInfoAndQueriesAreMasked() {
    assertThat(
            alternatives(
                "lock",
                "native==2.0",
                "--source=mine=https://me:secret@index.example/simple/?token=hidden",
                "--source-package",
                "mine=other",
                "-t",
                World.OLDER,
                "--json"))
        .hasSize(2)
        .allMatch(
            command ->
                command.contains("\"--source=mine=https://****@index.example/simple/?****\""))
        .noneMatch(command -> command.contains("secret") || command.contains("hidden"));
  }

  @Test
  void theProgramIsCalledAsItWas() {
    world.with("FERRY_PROGRAM", "./ferry");
    assertThat(alternatives("lock", "native==2.0", "-t", World.OLDER, "--json"))
        .isNotEmpty()
        .allMatch(command -> command.startsWith("./ferry lock "));
  }

  @Test
  void aNameThatNoFileAsksForCannotBeLeftOut() {
    World.Outcome outcome =
        world.run("lock", "alpha", "--without", "alhpa", "-t", World.TARGET, "--json");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).contains("bad value for `--without`");
  }

  private void write(String name, String text) throws IOException {
    Path file = world.work().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The alternatives are these, and each can be run. */
  private void assertWork(List<String> expected, String... arguments) throws Exception {
    List<String> alternatives = alternatives(arguments);
    assertThat(alternatives).containsExactlyElementsOf(expected);
    for (String command : alternatives) {
      List<String> words = split(command);
      assertThat(words.getFirst()).isEqualTo("ferry");
      world.run(words.subList(1, words.size())).done();
    }
  }

  private List<String> alternatives(String... arguments) {
    World.Outcome outcome = world.run(arguments);
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    JsonNode error = new ObjectMapper().readTree(outcome.out()).path("error");
    List<String> commands = new ArrayList<>();
    for (JsonNode one : error.path("alternatives")) {
      assertThat(one.path("tried").asBoolean()).isTrue();
      commands.add(one.path("command").asString());
    }
    return commands;
  }

  /** Words as a shell understands them. */
  private static List<String> split(String command) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "for word in " + command + "; do echo \"$word\"; done")
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return output.lines().toList();
  }
}
