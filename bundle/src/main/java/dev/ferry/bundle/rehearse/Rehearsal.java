package dev.ferry.bundle.rehearse;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.EnvironmentReader;
import dev.ferry.bundle.environment.TargetFacts;
import dev.ferry.bundle.install.ScriptReport;
import dev.ferry.bundle.rehearse.RehearsalResult.Failed;
import dev.ferry.bundle.rehearse.RehearsalResult.Impossible;
import dev.ferry.bundle.rehearse.RehearsalResult.Isolation;
import dev.ferry.bundle.rehearse.RehearsalResult.Missing;
import dev.ferry.bundle.rehearse.RehearsalResult.Passed;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.interpreter.HostPython;
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
    Optional<Path> python =
        HostPython.find(facts.python(), System.getenv()).map(HostPython::executable);
    if (python.isEmpty() && environment.interpreter().isEmpty()) {
      return new Impossible(
          Text.of("no `python%s` in PATH", "PATH 中没有 `python%s`", facts.python().minorVersion()));
    }
    Isolation isolation = NetworkIsolation.available();
    return judge(install(python, isolation), isolation);
  }

  private ScriptReport install(Optional<Path> python, Isolation isolation) throws IOException {
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
    Optional<ScriptReport> found = ScriptReport.find(report);
    if (found.isEmpty()) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of(
              "Cannot rehearse `%s`: %s", "无法预演 `%s`：%s", target, Files.readString(log).strip()));
    }
    return found.get();
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

  private static RehearsalResult judge(ScriptReport report, Isolation isolation) {
    List<Text> reasons = report.reasons();
    return switch (report.kind()) {
      case "" -> passed(report.facts(), isolation);
      case "unfit", "machine" ->
          new Impossible(reasons.isEmpty() ? report.message() : joined(reasons));
      case "smoke" ->
          failed(
              report.facts().path("missing"),
              report.message(),
              reasons.stream().map(Text::english).toList());
      default -> throw report.failure();
    };
  }

  private static Text joined(List<Text> texts) {
    return new Text(
        String.join("; ", texts.stream().map(Text::english).toList()),
        String.join("；", texts.stream().map(Text::chinese).toList()));
  }

  private static RehearsalResult passed(JsonNode report, Isolation isolation) {
    JsonNode smoke = report.path("smoke");
    return new Passed(
        String.join(".", ScriptReport.strings(report.path("python").path("version"))),
        isolation,
        ScriptReport.strings(smoke.path("imports")),
        ScriptReport.strings(smoke.path("output")));
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
