package dev.ferry.image.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.image.run.TestImage.LayerTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs an image of one program, busybox, in real namespaces. */
@Tag("system")
class OwnRunnerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Optional<LoadedImage> loaded = Optional.empty();

  @BeforeEach
  void load() throws IOException {
    assumeTrue(Files.isExecutable(TestImage.BUSYBOX), "no busybox here");
    OwnRunner runner = OwnRunner.require();
    LayerTar tar = new LayerTar().busybox();
    for (String name : List.of("sh", "cat", "id", "ls", "wc", "sleep", "touch", "ip", "stat")) {
      tar.link("bin/" + name, "busybox");
    }
    tar.file("etc/secret", 0600, "root's".getBytes(UTF_8));
    tar.file("bin/script", 0755, "#!/bin/sh\ncat /data/in\n".getBytes(UTF_8));
    tar.link("alias", "things").file("things/a", "a").folder("data", 0755, 65532);
    TestImage image = new TestImage(Files.createDirectory(folder.resolve("image"))).layer(tar);
    image.set("Env", List.of("PATH=/bin", "GIVEN=image", "OTHER=image"));
    image.set("Volumes", Map.of("/data", Map.of())).set("Cmd", List.of("sh", "-c", "echo started"));
    loaded = Optional.of(runner.load(image.write(), folder.resolve("scratch")));
  }

  @AfterEach
  void close() throws IOException {
    if (loaded.isPresent()) {
      loaded.get().close();
      try (Stream<Path> left = Files.list(folder.resolve("scratch"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  private RunResult run(String script) {
    return run(RunRequest.of(List.of("sh", "-c", script), LIMIT));
  }

  private RunResult run(RunRequest request) {
    return loaded.orElseThrow().run(request);
  }

  private static String text(RunResult result) {
    return new String(result.stdout(), UTF_8).strip();
  }

  @Test
  void theImageStartsByItself() {
    assertThat(text(run(RunRequest.of(List.of(), LIMIT)))).isEqualTo("started");
  }

  @Test
  void theCommandIsNobodyAndSeesNoNetwork() {
    assertThat(text(run("id -u; id -g"))).isEqualTo("65532\n65532");
    assertThat(text(run("ls /sys/class/net; ip route"))).isEqualTo("lo");
    assertThat(text(run("cat /proc/self/status")))
        .contains("CapEff:\t0000000000000000")
        .contains("CapBnd:\t0000000000000000")
        .contains("NoNewPrivs:\t1");
  }

  @Test
  void onlyVolumesAndTemporaryFoldersAreWritable() {
    for (String path : List.of("/x", "/bin/x", "/etc/x", "/dev/x", "/things/x")) {
      assertThat(run("touch " + path).exitCode()).as(path).isNotZero();
    }
    assertThat(run("touch /data/x /tmp/x /run/x /dev/shm/x; echo > /dev/null").exitCode()).isZero();
    assertThat(text(run("ls /data"))).as("each run has fresh volumes").isEmpty();
    assertThat(run("cat /etc/secret").exitCode() == 0 && OpenedImage.isRoot())
        .as("a file of root's")
        .isFalse();
  }

  @Test
  void nothingOfThisMachineIsInTheImage() {
    assertThat(text(run("ls /"))).doesNotContain("home").doesNotContain("usr");
    assertThat(text(run("ls /proc | cat"))).contains("self").doesNotContain("4000000");
    long processes = text(run("ls /proc")).lines().filter(name -> name.matches("\\d+")).count();
    assertThat(processes).isLessThan(5);
    assertThat(text(run("cat /proc/mounts"))).doesNotContain("/home");
  }

  @Test
  void requestsSetVariablesInputAndFolders() throws IOException {
    Path data = Files.createDirectory(folder.resolve("given"));
    Files.writeString(data.resolve("in"), "from here");
    Path stdin = Files.writeString(folder.resolve("stdin"), "typed");
    RunRequest request =
        RunRequest.of(
                List.of("sh", "-c", "script; cat; echo $GIVEN $OTHER > /data/out; exit 3"), LIMIT)
            .with(Map.of("GIVEN", "request"))
            .withStdin(Optional.of(stdin))
            .withMounts(List.of(new RunRequest.Mount(data, "/data", true)));
    RunResult result = run(request);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(text(result)).isEqualTo("from heretyped");
    assertThat(data.resolve("out")).hasContent("request image");
  }

  @Test
  void signalsAndMissingProgramsAreToldAsAShellDoes() {
    assertThat(run("kill -9 $$").exitCode()).isEqualTo(137);
    RunResult missing = run(RunRequest.of(List.of("nothing-here"), LIMIT));
    assertThat(missing.exitCode()).isEqualTo(127);
    assertThat(String.join("\n", missing.stderrEnd())).contains("nothing-here");
  }

  @Test
  void theTimeLimitEndsEveryProcess() throws Exception {
    String mark = "7" + ProcessHandle.current().pid();
    RunRequest request =
        RunRequest.of(
            List.of("sh", "-c", "sleep " + mark + " & sleep " + mark), Duration.ofSeconds(1));
    RunResult result = run(request);
    assertThat(result.late()).isTrue();
    assertThat(result.passed()).isFalse();
    assertThat(commandsWith(mark)).isEmpty();
  }

  @Test
  void killingTheRunnerLeavesNoProcessAndNoMount() throws Exception {
    String mark = "8" + ProcessHandle.current().pid();
    Thread run =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  try {
                    run("sleep " + mark + " & sleep " + mark);
                  } catch (dev.ferry.model.FerryException killed) {
                    // That is what happens to a runner that is killed.
                  }
                });
    run.start();
    await(() -> commandsWith(mark).size() == 2);
    ProcessHandle script =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains("runner.py"))
            .findFirst()
            .orElseThrow();
    assertThat(script.destroyForcibly()).isTrue();
    run.join();
    await(() -> commandsWith(mark).isEmpty());
    assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(folder.toString());
  }

  @Test
  void aTraceHasFilesLinksScriptsAndWhatTheKernelOpens() throws IOException {
    Path data = Files.createDirectory(folder.resolve("given"));
    Files.writeString(data.resolve("in"), "x");
    Path trace = folder.resolve("trace");
    String script = "script; cat alias/a; stat /etc/secret; cat /none; (cd /etc; ls passwd)";
    RunRequest request =
        RunRequest.of(List.of("sh", "-c", script), LIMIT)
            .withMounts(List.of(new RunRequest.Mount(data, "/data", true)))
            .tracedTo(trace);
    run(request);
    TreeSet<String> paths = new TreeSet<>(List.of(Files.readString(trace).split("\0", -1)));
    paths.remove("");
    // The loader and what it loads, which no system call of a script names.
    assertThat(paths).containsAll(TestImage.libraries());
    paths.removeAll(TestImage.libraries());
    assertThat(paths)
        .containsExactlyInAnyOrder(
            "/bin/busybox",
            "/bin/cat",
            "/bin/ls",
            "/bin/script",
            "/bin/sh",
            "/bin/stat",
            "/data/in",
            "/etc/secret",
            "/things/a",
            "/alias");
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 1_500 && !condition.call(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.call()).isTrue();
  }

  private static List<String> commandsWith(String mark) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        Path line = process.resolve("cmdline");
        if (Files.exists(line, LinkOption.NOFOLLOW_LINKS)) {
          try {
            String words = Files.readString(line, java.nio.charset.StandardCharsets.ISO_8859_1);
            if (words.startsWith("sleep\0" + mark)) {
              found.add(words);
            }
          } catch (IOException ended) {
            // Between the listing and the reading.
          }
        }
      }
    }
    return found;
  }
}
