package dev.ferry.python.build;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.WheelArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One build of one source distribution by one interpreter, in one scratch folder (PEP 517).
 *
 * <p>The order is the standard's: unpack, read the backend, bring its requirements, ask it for more
 * of them, bring those, build, check what came out.
 */
final class WheelBuild {
  private static final int ANSWER_LIMIT = 1 << 20;

  private final BuildSandbox sandbox;
  private final BuildRequirements requirements;

  WheelBuild(BuildSandbox sandbox, BuildRequirements requirements) {
    this.sandbox = sandbox;
    this.requirements = requirements;
  }

  /**
   * What a build gave.
   *
   * @param filename the wheel's name
   * @param metadata its METADATA
   * @param wheels what was in the build's interpreter folder
   * @param closed whether it ran in the sandbox
   */
  record Result(
      WheelFilename filename,
      Metadata metadata,
      List<BuildRequirements.BuildWheel> wheels,
      boolean closed) {}

  /**
   * Builds.
   *
   * @param sdist the archive
   * @param label its file name
   * @param result where the rewritten wheel goes; replaced if it is there
   * @throws FerryException REFUSED, with what was fatal in the backend's log, if the backend fails
   */
  Result run(Path sdist, String label, HostPython python, Path result) {
    try (BuildFiles files = BuildFiles.create()) {
      Path work = files.folder();
      Path source = SourceArchive.unpack(sdist, label, work.resolve("source"));
      BuildBackend backend = BuildBackend.read(source, label);
      Map<String, BuildRequirements.BuildWheel> wheels = new LinkedHashMap<>();
      BuildEnvironment environment = bring(work, python, backend.requirements(), wheels, label);
      BuildFiles.copyResource("build_backend.py", work);
      Call call = new Call(work, source, backend, environment, python, label);
      List<String> more = new ArrayList<>();
      ask(call, "get_requires_for_build_wheel")
          .answer()
          .forEach(item -> more.add(item.asString("")));
      bring(work, python, more, wheels, label);
      Answer built = ask(call, "build_wheel");
      Path wheel = work.resolve("wheel").resolve(checkedName(built.answer(), label));
      Path rewritten = work.resolve("rewritten.whl");
      WheelRewriter.rewrite(wheel, rewritten);
      Metadata metadata = metadata(rewritten, label);
      Files.move(rewritten, result, StandardCopyOption.REPLACE_EXISTING);
      WheelFilename filename = WheelFilename.parse(String.valueOf(wheel.getFileName()));
      return new Result(filename, metadata, List.copyOf(wheels.values()), built.closed());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private record Call(
      Path work,
      Path source,
      BuildBackend backend,
      BuildEnvironment environment,
      HostPython python,
      String label) {}

  private record Answer(JsonNode answer, boolean closed) {}

  private BuildEnvironment bring(
      Path work,
      HostPython python,
      List<String> wanted,
      Map<String, BuildRequirements.BuildWheel> wheels,
      String label) {
    List<Requirement> parsed = new ArrayList<>();
    wheels.values().forEach(wheel -> parsed.add(Requirement.parse(wheel.pin())));
    wanted.forEach(text -> parsed.add(Requirement.parse(text)));
    List<Path> added = new ArrayList<>();
    if (!wanted.isEmpty()) {
      try {
        for (BuildRequirements.BuildWheel wheel : requirements.wheels(parsed, python)) {
          if (wheels.putIfAbsent(wheel.pin(), wheel) == null) {
            added.add(wheel.file());
          }
        }
      } catch (FerryException failed) {
        throw new FerryException(
                failed.failure(),
                Text.of(
                    "Bringing the build requirements of `%s` failed: %s",
                    "获取 `%s` 的构建依赖失败：%s", label, failed.text()),
                failed)
            .reasons(failed.reasons());
      }
    }
    return BuildEnvironment.create(work, python, added);
  }

  private Answer ask(Call call, String hook) throws IOException {
    Path request = call.work().resolve("request.json");
    Path answer = call.work().resolve("home/answer.json");
    Files.writeString(request, request(call, hook, answer));
    List<String> command =
        List.of(
            call.environment().executable().toString(),
            call.work().resolve("build_backend.py").toString(),
            request.toString());
    BuildSandbox.Outcome outcome = sandbox.run(call.work(), call.python().prefix(), command);
    if (outcome.exitCode() != 0 || !Files.isRegularFile(answer)) {
      throw failed(call, hook, outcome);
    }
    if (Files.size(answer) > ANSWER_LIMIT) {
      throw failed(call, hook, outcome);
    }
    JsonNode value = JsonMapper.shared().readTree(Files.readString(answer, StandardCharsets.UTF_8));
    Files.delete(answer);
    return new Answer(value, outcome.closed());
  }

  private static String request(Call call, String hook, Path answer) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("source", call.source().toString());
    request.put("backend", call.backend().object());
    request.put("backend_path", call.backend().path());
    request.put("hook", hook);
    request.put("output", call.work().resolve("wheel").toString());
    request.put("answer", answer.toString());
    return JsonMapper.shared().writeValueAsString(request);
  }

  private static String checkedName(JsonNode answer, String label) {
    String name = answer.asString("");
    if (WheelFilename.findWheel(name).isEmpty() || name.indexOf('/') >= 0) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Building `%s` gave a wheel with a bad file name: got `%s`, want `name-version-tags.whl`",
              "构建 `%s` 得到的 wheel 文件名有误：得到 `%s`，应为 `name-version-tags.whl`", label, name));
    }
    return name;
  }

  private static Metadata metadata(Path wheel, String label) {
    try (FileBytes bytes = FileBytes.open(wheel)) {
      return Metadata.parse(WheelArchive.open(bytes, label).metadata());
    }
  }

  private static FerryException failed(Call call, String hook, BuildSandbox.Outcome outcome) {
    BuildNeeds needs = BuildNeeds.of(outcome.log(), call.python());
    Text text =
        Text.of(
            "Building `%s` with Python %s failed in `%s`, exit code %d",
            "用 Python %2$s 构建 `%1$s` 时 `%3$s` 失败，退出码 %4$d",
            call.label(),
            call.python().version().version(),
            hook,
            outcome.exitCode());
    FerryException failure =
        needs.ofMachine().isEmpty()
            ? new FerryException(Failure.REFUSED, text)
            : new FerryException(Failure.REFUSED, text, new MachineLacks());
    return failure.reasons(BuildLog.reasons(outcome.log())).hint(needs.advice());
  }
}
