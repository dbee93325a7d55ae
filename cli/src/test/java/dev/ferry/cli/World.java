package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.command.Invocation;
import dev.ferry.cli.command.Settings;
import dev.ferry.cli.output.Console;
import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A machine of its own for one test: a home with nothing in it, an empty store, a folder to work in
 * and a folder of wheels, which is the only place that packages come from.
 */
final class World {
  static final String TARGET = "linux-x86_64-glibc2.28-cp311";
  static final String OLDER = "linux-x86_64-glibc2.17-cp311";

  private final Path root;
  private final Map<String, Digest> wheels = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  /**
   * What one command line did.
   *
   * @param exit its exit code
   * @param out standard output
   * @param err standard error
   */
  record Outcome(int exit, String out, String err) {
    /** Standard output of a run that must have succeeded. */
    String done() {
      assertThat(exit).as(toString()).isZero();
      return out;
    }

    /** The same as JSON. */
    JsonNode json() {
      return new ObjectMapper().readTree(done());
    }
  }

  private World(Path root) {
    this.root = root;
  }

  /** A world with the packages that the cases ask for. */
  static World in(Path folder) throws IOException {
    World world = new World(folder.toRealPath());
    for (String name : List.of("home", "links", "work")) {
      Files.createDirectories(world.root.resolve(name));
    }
    world.environment.put("HOME", world.root.resolve("home").toString());
    world.environment.put("PIP_CONFIG_FILE", "/dev/null");
    world.environment.put("PIP_NO_INDEX", "1");
    world.environment.put("PIP_FIND_LINKS", world.root.resolve("links").toString());
    world.add(SmallWheel.of("alpha", "1.0", "beta>=1"));
    world.add(SmallWheel.of("beta", "1.0"));
    world.add(SmallWheel.of("beta", "2.0"));
    world.add(SmallWheel.of("needy", "1.0", "beta<1"));
    world.add(SmallWheel.of("native", "1.0"));
    world.add(SmallWheel.of("native", "2.0").tagged("cp311-cp311-manylinux_2_28_x86_64"));
    return world;
  }

  /** The same machine with the package sources and caches of its environment. */
  World connected(Map<String, String> real) {
    environment.clear();
    environment.putAll(real);
    environment.put("XDG_CACHE_HOME", root.resolve("cache").toString());
    return this;
  }

  /** The same machine with one more variable. */
  World with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Path root() {
    return root;
  }

  /** The current folder of every run. */
  Path work() {
    return root.resolve("work");
  }

  /** The one bundle in the folder {@code out}. */
  Path bundle() throws IOException {
    try (Stream<Path> bundles = Files.list(work().resolve("out"))) {
      List<Path> found = bundles.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  /** Digests of the wheels, by file name. */
  Map<String, Digest> wheels() {
    return Map.copyOf(wheels);
  }

  /** Lets this machine's own interpreters be found. */
  World withPythons() {
    Map<String, String> real = System.getenv();
    for (String name : List.of("PATH", "PYENV_ROOT")) {
      if (real.containsKey(name)) {
        environment.put(name, real.get(name));
      }
    }
    return this;
  }

  /** One more file that packages can come from. */
  void add(SmallSdist sdist) throws IOException {
    sdist.write(root.resolve("links"));
  }

  /** One more wheel. */
  void add(SmallWheel wheel) throws IOException {
    wheels.put(wheel.fileName(), wheel.write(root.resolve("links")));
  }

  Outcome run(String... arguments) {
    return run(List.of(arguments));
  }

  /** Runs one command line. */
  Outcome run(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Settings settings = Settings.of(arguments, environment);
    Console console =
        new Console(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            settings.language(),
            settings.json(),
            0);
    int exit = Main.run(new Invocation(console, environment, work(), settings), arguments);
    return new Outcome(exit, out.toString(), err.toString());
  }
}
