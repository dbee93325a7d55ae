package dev.ferry.image.run;

import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image in the storage of an engine. */
final class EngineImage implements LoadedImage {
  private static final Duration CLEANING = Duration.ofMinutes(2);

  private final List<String> engine;
  private final String image;
  private final ImageConfig config;
  private final Path folder;
  private int runs;

  EngineImage(List<String> engine, String image, ImageConfig config, Path folder) {
    this.engine = engine;
    this.image = image;
    this.config = config;
    this.folder = folder;
  }

  @Override
  public ImageConfig config() {
    return config;
  }

  @Override
  public RunResult run(RunRequest request) {
    if (request.trace().isPresent()) {
      throw new IllegalArgumentException("only Ferry's own runner traces");
    }
    long start = System.nanoTime();
    String name = "ferry-" + ProcessHandle.current().pid() + "-" + runs++;
    Path stdout = folder.resolve("stdout");
    Path stderr = folder.resolve("stderr");
    try {
      for (RunRequest.Mount mount : request.mounts()) {
        if (mount.writable()) {
          new ImageUser(ImageUser.FERRY, ImageUser.FERRY).ownAll(mount.from());
        }
      }
      Process process =
          new ProcessBuilder(command(name, request))
              .redirectInput(request.stdin().orElse(Path.of("/dev/null")).toFile())
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile())
              .start();
      boolean ended = Tool.await(process, request.limit());
      if (!ended) {
        clean("kill", name);
      }
      return new RunResult(
          ended ? process.exitValue() : 137,
          !ended,
          Output.whole(stdout),
          Output.end(stderr),
          Optional.empty(),
          Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }

  private List<String> command(String name, RunRequest request) {
    List<String> words = new ArrayList<>(engine);
    words.addAll(
        List.of(
            "run",
            "--rm",
            "--name",
            name,
            "--network=none",
            "--read-only",
            "--cap-drop=all",
            "--security-opt=no-new-privileges",
            "--ulimit",
            "nofile=1024:1024",
            "--ulimit",
            "nproc=1000:1000"));
    if (request.stdin().isPresent()) {
      words.add("-i");
    }
    request.env().forEach((key, value) -> words.addAll(List.of("-e", key + "=" + value)));
    for (RunRequest.Mount mount : request.mounts()) {
      String option = mount.from().toAbsolutePath() + ":" + mount.to();
      words.addAll(List.of("-v", mount.writable() ? option : option + ":ro"));
    }
    List<String> command = request.command();
    if (command.isEmpty()) {
      words.add(image);
    } else {
      words.addAll(List.of("--entrypoint", command.get(0), image));
      words.addAll(command.subList(1, command.size()));
    }
    return words;
  }

  private void clean(String... arguments) {
    List<String> words = new ArrayList<>(engine);
    words.addAll(List.of(arguments));
    try {
      Tool.run(words, CLEANING);
    } catch (IOException gone) {
      // The engine vanished; so did what it ran.
    }
  }

  @Override
  public void close() {
    clean("rmi", "-f", image);
    try {
      Files.deleteIfExists(folder.resolve("stdout"));
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
    EngineRunner.delete(folder);
  }
}
