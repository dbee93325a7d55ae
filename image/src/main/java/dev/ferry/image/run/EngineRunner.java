package dev.ferry.image.run;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * podman or docker. podman works in a storage of its own below the scratch folder, so the user's
 * images stay as they were; docker has one storage, from which the image is removed again.
 */
public final class EngineRunner implements ImageRunner {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration LOAD = Duration.ofMinutes(30);

  private final String program;
  private final List<String> options;

  private EngineRunner(String program, List<String> options) {
    this.program = program;
    this.options = List.copyOf(options);
  }

  /** The engine, where it is installed and answers. */
  static Optional<EngineRunner> find(String program) {
    List<String> options = new ArrayList<>();
    if (program.equals("podman") && !answers("crun") && answers("runc")) {
      options.addAll(List.of("--runtime", "runc"));
    }
    return answers(program, "info")
        ? Optional.of(new EngineRunner(program, options))
        : Optional.empty();
  }

  private static boolean answers(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments.length == 0 ? List.of("--version") : List.of(arguments));
    try {
      return Tool.run(command, LOOK).exitCode() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  @Override
  public String name() {
    return program;
  }

  @Override
  public LoadedImage load(Path archive, Path scratch) {
    Path folder = scratch(scratch);
    List<String> engine = new ArrayList<>(List.of(program));
    engine.addAll(options);
    if (program.equals("podman")) {
      engine.addAll(
          List.of(
              "--root", folder.resolve("storage").toString(),
              "--runroot", folder.resolve("state").toString()));
    }
    try {
      ImageConfig config = config(archive);
      return new EngineImage(engine, loaded(engine, archive), config, folder);
    } catch (IOException e) {
      delete(folder);
      throw DiskFailure.of(e, folder);
    } catch (RuntimeException refused) {
      delete(folder);
      throw refused;
    }
  }

  private static ImageConfig config(Path archive) {
    try (WrittenArchive written = WrittenArchive.open(archive)) {
      String path = dev.ferry.oci.LayoutReader.path(written.manifest().config().digest());
      return new ImageConfigReader(written.document(path, dev.ferry.oci.Manifest.LIMIT)).config();
    }
  }

  /** What the engine calls the image: the last word of its answer. */
  private String loaded(List<String> engine, Path archive) throws IOException {
    List<String> command = new ArrayList<>(engine);
    command.addAll(List.of("load", "-i", archive.toAbsolutePath().toString()));
    Tool.Result result = Tool.run(command, LOAD);
    List<String> lines =
        result.lines().stream().filter(line -> line.startsWith("Loaded image")).toList();
    if (result.exitCode() != 0 || lines.isEmpty()) {
      throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of("`%s` cannot load `%s`", "`%s` 无法加载 `%s`", program, archive))
          .reasons(result.lines().stream().map(Text::same).toList());
    }
    String last = lines.get(lines.size() - 1);
    return last.substring(last.indexOf(": ") + 2).strip();
  }

  private static Path scratch(Path parent) {
    try {
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent.toRealPath(), "engine-");
    } catch (IOException e) {
      throw DiskFailure.of(e, parent);
    }
  }

  static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }
}
