package dev.ferry.bundle.rehearse;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.EnvironmentReader;
import dev.ferry.bundle.environment.TargetFacts;
import dev.ferry.bundle.rehearse.RehearsalResult.Failed;
import dev.ferry.bundle.rehearse.RehearsalResult.Impossible;
import dev.ferry.bundle.rehearse.RehearsalResult.Isolation;
import dev.ferry.bundle.rehearse.RehearsalResult.Missing;
import dev.ferry.bundle.rehearse.RehearsalResult.Passed;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Installs a bundle into a scratch folder without a network and runs its smoke test. */
public final class Rehearsal {
  private static final int MINUTES = 60;

  private final Path bundle;
  private final String target;
  private final Path scratch;

  private Rehearsal(Path bundle, String target, Path scratch) {
    this.bundle = bundle;
    this.target = target;
    this.scratch = scratch;
  }

  /**
   * Rehearses one target of a bundle.
   *
   * @param bundle the bundle's folder
   * @param target the target's name
   * @param parent where a scratch folder is made; it is removed again
   * @throws FerryException of kind VERIFICATION where the bundle is damaged, ENVIRONMENT where the
   *     disk is full
   */
  public static RehearsalResult run(Path bundle, String target, Path parent) {
    ScratchFolder scratch = ScratchFolder.in(parent);
    try (scratch) {
      return new Rehearsal(bundle.toAbsolutePath(), target, scratch.path()).run();
    } catch (IOException e) {
      throw dev.ferry.store.DiskFailure.of(e, parent);
    }
  }

  private RehearsalResult run() throws IOException {
    Path document = bundle.resolve("targets/" + target + "/environment.json");
    EnvironmentDocument environment =
        EnvironmentReader.read(document.toString(), Files.readAllBytes(document));
    TargetFacts facts = environment.target();
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    if (!machine.equals(facts.machine())) {
      return new Impossible(
          Text.of(
              "this machine is %s, the target is %s", "本机是 %s，目标是 %s", machine, facts.machine()));
    }
    Optional<Path> python = HostPython.find(facts.python());
    if (python.isEmpty() && environment.interpreter().isEmpty()) {
      return new Impossible(
          Text.of("no `python%s` in PATH", "PATH 中没有 `python%s`", facts.python().minorVersion()));
    }
    Isolation isolation = NetworkIsolation.available();
    return judge(install(python, isolation), isolation);
  }

  private JsonNode install(Optional<Path> python, Isolation isolation) throws IOException {
    Path report = scratch.resolve("report.json");
    List<String> command = new ArrayList<>(NetworkIsolation.prefix(isolation));
    command.addAll(List.of("sh", bundle.resolve("install.sh").toString()));
    command.addAll(List.of(scratch.resolve("env").toString(), "--target", target));
    command.addAll(List.of("--report", report.toString()));
    python.ifPresent(path -> command.addAll(List.of("--python", path.toString())));
    Path log = scratch.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    NetworkIsolation.environment(builder.environment(), isolation, scratch);
    await(builder.start());
    if (!Files.exists(report)) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of("Rehearsing `%s`: %s", "预演 `%s`：%s", target, Files.readString(log).strip()));
    }
    return RehearsalReport.read(report);
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private RehearsalResult judge(JsonNode report, Isolation isolation) {
    Text message = Text.same(report.path("message").asString(""));
    List<String> lines = RehearsalReport.strings(report.path("reasons"));
    return switch (report.path("kind").asString("none")) {
      case "none" -> passed(report, isolation);
      case "unfit", "machine" ->
          new Impossible(lines.isEmpty() ? message : Text.same(String.join("; ", lines)));
      case "smoke" -> failed(report.path("missing"), message, lines);
      default ->
          throw new FerryException(
              report.path("status").asInt(3) == 1 ? Failure.VERIFICATION : Failure.ENVIRONMENT,
              Text.of("Rehearsing `%s`: %s", "预演 `%s`：%s", target, message));
    };
  }

  private static RehearsalResult passed(JsonNode report, Isolation isolation) {
    JsonNode smoke = report.path("smoke");
    List<String> version = RehearsalReport.strings(report.path("python").path("version"));
    return new Passed(
        String.join(".", version),
        isolation,
        RehearsalReport.strings(smoke.path("imports")),
        RehearsalReport.strings(smoke.path("output")));
  }

  private static RehearsalResult failed(JsonNode missing, Text message, List<String> lines) {
    if (!missing.isObject()) {
      return new Failed(message, Optional.empty(), lines);
    }
    String name = missing.path("name").asString("");
    Missing.Kind kind =
        Missing.Kind.valueOf(missing.path("kind").asString("").toUpperCase(Locale.ROOT));
    Text reason =
        switch (kind) {
          case MODULE -> Text.of("the module `%s` is missing", "缺少模块 `%s`", name);
          case LIBRARY -> Text.of("the library `%s` is missing", "缺少库 `%s`", name);
          case SYMBOL -> Text.of("the symbol version `%s` is missing", "缺少符号版本 `%s`", name);
        };
    return new Failed(reason, Optional.of(new Missing(kind, name)), lines);
  }
}
