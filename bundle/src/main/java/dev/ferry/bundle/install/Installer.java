package dev.ferry.bundle.install;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.EnvironmentReader;
import dev.ferry.bundle.environment.ExtraFile;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import dev.ferry.python.install.EnvironmentPrefix;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.InstallationPlanner;
import dev.ferry.python.install.PlannedWheel;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Makes an environment of a bundle: {@code ferry install BUNDLE --into DIR}. */
public final class Installer {
  private final InstallRequest request;
  private final Progress progress;

  private Installer(InstallRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Checks the bundle and this machine, builds and tests the environment beside its name, and
   * switches.
   *
   * @throws FerryException of kind VERIFICATION (the bundle is damaged), REFUSED (this machine does
   *     not fit, or the name is taken), REHEARSAL (the smoke test failed), USAGE or ENVIRONMENT;
   *     then the environment that was there before is untouched
   */
  public static InstallReport install(InstallRequest request, Progress progress) {
    if (!Files.isDirectory(request.bundle())) {
      throw new FerryException(
              Failure.USAGE, Text.of("`%s` is not a folder", "`%s` 不是目录", request.bundle()))
          .hint(
              Text.of(
                  "a bundle in a tar is unpacked first: `tar xf %s -C FOLDER`",
                  "tar 形式的包需先解开：`tar xf %s -C 目录`", request.bundle()));
    }
    try {
      return new Installer(request, progress).run();
    } catch (IOException e) {
      throw DiskFailure.of(e, request.directory());
    }
  }

  /**
   * Leads the name back to the version before the current one.
   *
   * @throws FerryException of kind REFUSED where there is none
   */
  public static void rollback(Path directory) {
    try (EnvironmentPlace place = EnvironmentPlace.of(directory)) {
      String previous =
          place
              .findPrevious()
              .orElseThrow(
                  () ->
                      new FerryException(
                          Failure.REFUSED,
                          Text.of("`%s` has no older version", "`%s` 没有更早的版本", place.directory())));
      place.open();
      place.switchTo(previous);
    } catch (IOException e) {
      throw DiskFailure.of(e, directory);
    }
  }

  private InstallReport run() throws IOException {
    try (InstallScript script = InstallScript.of(request);
        EnvironmentPlace place = EnvironmentPlace.of(request.directory())) {
      List<String> wanted =
          request.target().map(target -> List.of("--target", target)).orElse(List.of());
      JsonNode facts = script.run("check", wanted).facts();
      String target = facts.path("target").asString("");
      Digest root = Digest.parse(facts.path("root").asString(""));
      EnvironmentDocument environment = document(target);
      if (facts.path("installed").asBoolean(false)) {
        return report(place, environment, root, facts.path("python"), true, List.of());
      }
      place.open();
      String version = place.create(root);
      Path stage = place.version(version);
      try (WheelSet wheels = WheelSet.open(request.bundle(), environment.packages())) {
        List<String> step = List.of("--target", target, "--stage", stage.toString());
        JsonNode python = facts.path("python");
        if (!python.isObject()) {
          python = script.run("interpreter", step).facts().path("python");
        }
        build(place, stage, environment, python, wheels);
        JsonNode smoke = script.run("finish", step).facts().path("smoke");
        place.switchTo(version);
        place.clean();
        List<String> output = ScriptReport.strings(smoke.path("output"));
        return report(place, environment, root, python, false, output);
      } catch (IOException | RuntimeException failed) {
        Folders.delete(stage);
        throw failed;
      }
    }
  }

  private void build(
      EnvironmentPlace place,
      Path stage,
      EnvironmentDocument environment,
      JsonNode python,
      WheelSet wheels)
      throws IOException {
    try (Workers workers = new Workers()) {
      wheels.check(workers);
      InstallationPlan plan =
          InstallationPlanner.plan(prefix(place, environment, python), wheels.planned());
      plan.warnings().forEach(progress::warn);
      progress.note(
          Text.of(
              "Installing %s, %s",
              "正在安装 %s，%s",
              Text.count(wheels.planned().size(), "package", "个软件包"),
              new DataSize(plan.size())));
      UnpackedCache cache = new UnpackedCache(request.store(), workers);
      cache.fill(wheels.planned());
      new DirectoryWriter(stage, cache, request.link()).write(plan, workers);
    }
  }

  private EnvironmentDocument document(String target) throws IOException {
    Path file = request.bundle().resolve("targets/" + target + "/environment.json");
    return EnvironmentReader.read(file.toString(), Files.readAllBytes(file));
  }

  private static EnvironmentPrefix prefix(
      EnvironmentPlace place, EnvironmentDocument environment, JsonNode python) {
    return new EnvironmentPrefix(
        place.directory().toString(),
        environment.target().python(),
        python.path("executable").asString(""),
        String.join(".", ScriptReport.strings(python.path("version"))),
        environment.env(),
        preloaded(environment));
  }

  /** Libraries carried to {@code lib} that the set reaches and this machine may lack. */
  private static List<String> preloaded(EnvironmentDocument environment) {
    Set<String> needed =
        environment.systemLibraries().stream()
            .map(SystemLibrary::soname)
            .collect(Collectors.toCollection(TreeSet::new));
    needed.add("libstdc++.so.6");
    Set<String> carried =
        environment.files().stream()
            .filter(file -> file.unpack() == ExtraFile.Unpack.NONE)
            .map(ExtraFile::to)
            .collect(Collectors.toSet());
    return needed.stream().filter(name -> carried.contains("lib/" + name)).toList();
  }

  private static InstallReport report(
      EnvironmentPlace place,
      EnvironmentDocument environment,
      Digest root,
      JsonNode python,
      boolean already,
      List<String> smoke) {
    return new InstallReport(
        place.directory(),
        environment.target().name(),
        root,
        String.join(".", ScriptReport.strings(python.path("version"))),
        environment.packages().size(),
        already,
        smoke);
  }

  /** The wheels of a set, opened once: the bytes that are hashed are those that are unpacked. */
  private static final class WheelSet implements AutoCloseable {
    private final List<OpenWheel> wheels = new ArrayList<>();

    static WheelSet open(Path bundle, List<PackageEntry> packages) {
      WheelSet set = new WheelSet();
      for (PackageEntry entry : packages) {
        set.wheels.add(OpenWheel.open(bundle, entry));
      }
      return set;
    }

    void check(Workers workers) throws IOException {
      List<Workers.Task> tasks = new ArrayList<>();
      wheels.stream()
          .sorted((one, other) -> Long.compare(other.size(), one.size()))
          .forEach(wheel -> tasks.add(wheel::check));
      workers.run(tasks);
    }

    List<PlannedWheel> planned() {
      return wheels.stream().map(OpenWheel::planned).toList();
    }

    @Override
    public void close() {
      wheels.forEach(OpenWheel::close);
    }
  }
}
