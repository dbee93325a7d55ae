package dev.ferry.cli.distribution;

import dev.ferry.cli.command.CommandTable;
import dev.ferry.cli.command.Invocation;
import dev.ferry.cli.command.Settings;
import dev.ferry.cli.output.Console;
import dev.ferry.cli.output.Streams;
import dev.ferry.model.DataSize;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.FileDigest;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code ./package} runs after the build. */
public final class Distribution {
  private final Console console;
  private final Invocation invocation;
  private final Path root;
  private final RuntimePlan plan;

  private Distribution(Console console, Invocation invocation, Path root, RuntimePlan plan) {
    this.console = console;
    this.invocation = invocation;
    this.root = root;
    this.plan = plan;
  }

  /**
   * Takes the folder of the sources, the folder to write to, that of a JDK or nothing, and {@code
   * true} for a dry run.
   */
  public static void main(String[] arguments) throws IOException {
    Settings settings = Settings.of(List.of(), System.getenv());
    Streams streams = Streams.ofProcess();
    Console console = streams.console(settings.language(), false, System.getenv());
    Invocation invocation =
        new Invocation(console, System.getenv(), Path.of("").toAbsolutePath(), settings);
    int code;
    try {
      JavaHome own = JavaHome.own();
      JavaHome given =
          arguments[2].isEmpty() ? own : JavaHome.read(Path.of(arguments[2]).toAbsolutePath());
      Distribution distribution =
          new Distribution(console, invocation, Path.of(arguments[0]), RuntimePlan.of(own, given));
      distribution.announce();
      if (!Boolean.parseBoolean(arguments[3])) {
        distribution.write(Path.of(arguments[1]).toAbsolutePath());
      }
      code = 0;
    } catch (FerryException failure) {
      code = console.fail(failure);
    }
    System.exit(streams.exitCode(code, console));
  }

  private String name() {
    return "ferry-" + CommandTable.version() + "-linux-" + plan.jdk().machine();
  }

  private void announce() {
    console.say(
        Text.of(
            "%s.tar.gz with Java %s of %s (%s), %s",
            "%s.tar.gz，Java %s（%s，%s），%s",
            name(),
            plan.jdk().version(),
            plan.jdk().vendor(),
            plan.jdk().folder(),
            plan.reason()));
  }

  private void write(Path out) throws IOException {
    Path scratch = null;
    try {
      Files.createDirectories(out);
      scratch = Files.createTempDirectory(out, ".package-");
      Path archive = scratch.resolve("archive");
      Contents contents = contents(scratch);
      try (Progress.Task task =
          console.progress().start(Text.of("Writing", "写入中"), contents.size())) {
        PackageTar.write(archive, name(), contents, task);
      }
      Path file = out.resolve(name() + ".tar.gz");
      Files.move(
          archive, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      report(file, contents);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, out);
    } finally {
      if (scratch != null) {
        Folders.delete(scratch);
      }
    }
  }

  private Contents contents(Path scratch) {
    Contents contents = new Contents();
    List<Path> jars = jars();
    Licences licences = new Licences(root);
    long left = 0;
    for (Path jar : jars) {
      PackedJar packed = PackedJar.of(jar, plan.jdk().machine());
      String file = jar.getFileName().toString();
      contents.add((file.equals("ferry.jar") ? "app/" : "app/lib/") + file, packed.bytes());
      licences.add(contents, file, packed);
      left += packed.left();
    }
    Path runtime = runtime(jars, scratch);
    contents.addRuntime(runtime);
    contents.add("LICENSE", licences.own());
    contents.addProgram("bin/ferry", Licences.read(root.resolve("packaging/ferry.sh")));
    contents.add("app/startup.sh", Licences.read(root.resolve("scripts/startup.sh")));
    contents.add(
        "completions/ferry", CommandTable.completion(invocation).getBytes(StandardCharsets.UTF_8));
    floor(runtime, contents);
    console.say(
        Text.of(
            "native libraries of other machines left out of jars: %s",
            "已从 jar 中去掉其他平台的本地库：%s", new DataSize(left)));
    return contents;
  }

  private Path runtime(List<Path> jars, Path scratch) {
    console.progress().note(Text.of("making the runtime", "正在生成运行时"));
    return RuntimeMaker.make(plan, UsedModules.of(jars), scratch.resolve("runtime"));
  }

  private void floor(Path runtime, Contents contents) {
    Optional<GlibcFloor> floor = GlibcFloor.find(runtime);
    String needs = floor.map(one -> "glibc " + one.version()).orElse(plan.jdk().libc());
    contents.add("README.txt", readme(needs));
    console.say(Text.of("the runtime needs %s", "运行时需要 %s", needs));
    floor
        .filter(GlibcFloor::isHigh)
        .ifPresent(
            high ->
                console
                    .progress()
                    .warn(
                        Text.of(
                            "it does not start on older systems (CentOS 7, Kylin V10): %s asks for"
                                + " glibc %s; a JDK built for glibc %s has no such limit",
                            "无法在较旧的系统（CentOS 7、麒麟 V10）上启动：%s 要求 glibc %s；请改用针对 glibc %s 构建的 JDK",
                            high.file().getFileName(),
                            high.version(),
                            GlibcFloor.COMMON)));
  }

  private byte[] readme(String needs) {
    String text =
        new String(Licences.read(root.resolve("packaging/README.txt")), StandardCharsets.UTF_8);
    return text.replace("@VERSION@", CommandTable.version())
        .replace("@MACHINE@", plan.jdk().machine())
        .replace("@NEEDS@", needs)
        .replace("@JAVA@", plan.jdk().version() + ", " + plan.jdk().vendor())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void report(Path file, Contents contents) throws IOException {
    console.say(
        Text.of(
            "%s, %s unpacked, sha256 %s",
            "%s，解包后 %s，sha256 %s",
            new DataSize(Files.size(file)),
            new DataSize(contents.size()),
            FileDigest.of(file).hex()));
    console.print(file.toString());
  }

  private List<Path> jars() {
    Path built = root.resolve("cli/target");
    List<Path> jars = new ArrayList<>(List.of(built.resolve("ferry.jar")));
    try (Stream<Path> libraries = Files.list(built.resolve("lib"))) {
      libraries.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(jars::add);
      return jars;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, built);
    }
  }
}
