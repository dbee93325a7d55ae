package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The connected side of one test: a home with nothing in it, an empty store, a folder to work in
 * and a folder of wheels. Ferry runs as a process of its own, so that it can be killed and its heap
 * bounded.
 */
final class Site {
  private final Path root;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<Process, Path> said = new HashMap<>();
  private final List<String> javaOptions = new ArrayList<>();

  private Site(Path root) {
    this.root = root;
  }

  /** A site whose packages come from its folder {@code links} and from nowhere else. */
  static Site in(Path folder) throws IOException {
    Site site = connected(folder);
    site.environment.put("PIP_CONFIG_FILE", "/dev/null");
    site.environment.put("PIP_NO_INDEX", "1");
    site.environment.put("PIP_FIND_LINKS", site.links().toString());
    return site;
  }

  /** A site with the package sources that this machine's pip has. */
  static Site connected(Path folder) throws IOException {
    Site site = new Site(Files.createDirectories(folder).toRealPath());
    for (String name : List.of("home", "links", "work")) {
      Files.createDirectories(site.root.resolve(name));
    }
    site.environment.put("XDG_CACHE_HOME", site.root.resolve("cache").toString());
    site.environment.put("FERRY_LANG", "en");
    return site;
  }

  /** The same with one more variable. */
  Site with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The same with one more option of the JVM. */
  Site java(String option) {
    javaOptions.add(option);
    return this;
  }

  Path links() {
    return root.resolve("links");
  }

  Path work() {
    return root.resolve("work");
  }

  Path store() {
    return root.resolve("cache/ferry");
  }

  /** Puts a wheel where Ferry finds it. */
  Site wheel(TinyWheel wheel) throws IOException {
    Files.write(links().resolve(wheel.fileName()), wheel.bytes());
    return this;
  }

  /** Starts Ferry; {@link #said} has what it says. */
  Process start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(List.of(arguments)));
    builder.directory(work().toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Path file = Files.createTempFile(root, "run", ".log");
    builder.redirectErrorStream(true).redirectOutput(file.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    said.put(process, file);
    return process;
  }

  /** The file with what a process that was started said. */
  Path said(Process process) {
    return Objects.requireNonNull(said.get(process));
  }

  /** Runs Ferry to its end. */
  Source.Result ferry(String... arguments) throws IOException, InterruptedException {
    return prefixed(List.of(), arguments);
  }

  /** The same through another program, which gets Ferry's command line as its last arguments. */
  Source.Result prefixed(List<String> prefix, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(command(List.of(arguments)));
    return Source.run(work(), variables(), command);
  }

  /** Runs another program in the same folder with the same variables. */
  Source.Result other(String... command) throws IOException, InterruptedException {
    return Source.run(work(), variables(), List.of(command));
  }

  private List<String> variables() {
    List<String> variables = new ArrayList<>();
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    return variables;
  }

  /** Runs a command that packs, which must succeed, and gives the bundle. */
  Path packed(String... arguments) throws IOException, InterruptedException {
    Source.Result result = ferry(arguments);
    assertThat(result.exitCode()).as(result.errors()).isZero();
    Path bundle = Path.of(result.output().strip());
    assertThat(bundle).exists();
    return bundle;
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.ferry.cli.Main"));
    command.addAll(arguments);
    return command;
  }

  /** Names and bytes of everything in a folder, to be compared. */
  static Map<String, String> tree(Path folder) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        files.put(
            folder.relativize(path).toString(),
            dev.ferry.model.Digest.of(Files.readAllBytes(path)).toString());
      }
    }
    return files;
  }
}
