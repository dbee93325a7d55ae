package dev.ferry.image.run;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.DataSize;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** An image in a folder, run by the script. */
final class OwnImage implements LoadedImage {
  /** Largest file that a command may write, bytes: a full disk is not an answer. */
  private static final long LARGEST_FILE = 4L << 30;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final OpenedImage image;
  private final RunnerScript script;

  OwnImage(OpenedImage image, RunnerScript script) {
    this.image = image;
    this.script = script;
  }

  @Override
  public ImageConfig config() {
    return image.config();
  }

  @Override
  public RunResult run(RunRequest request) {
    long start = System.nanoTime();
    Path folder = image.scratch().resolve("run");
    try {
      Folders.delete(folder);
      Files.createDirectory(folder);
      Path asked = folder.resolve("request.json");
      Files.write(asked, MAPPER.writeValueAsBytes(tree(request, folder)));
      Optional<String> failed = script.run(asked);
      if (failed.isPresent()) {
        throw failure(failed.get());
      }
      return result(folder, Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }

  private Map<String, Object> tree(RunRequest request, Path folder) throws IOException {
    ImageConfig config = image.config();
    ImageUser user = ImageUser.of(config, image.root());
    Map<String, String> env = new TreeMap<>((Map<String, String>) config.env());
    env.putIfAbsent("HOME", "/");
    env.putAll(request.env());
    Map<String, Object> tree = new TreeMap<>();
    tree.put("root", image.root().toString());
    tree.put("command", request.command().isEmpty() ? config.start() : request.command());
    tree.put("env", env);
    tree.put("cwd", config.folder());
    tree.put("uid", user.uid());
    tree.put("gid", user.gid());
    tree.put("mounts", mounts(request, folder, user));
    tree.put("seconds", Math.max(1, request.limit().toSeconds()));
    request.stdin().ifPresent(file -> tree.put("stdin", file.toAbsolutePath().toString()));
    tree.put("stdout", folder.resolve("stdout").toString());
    tree.put("stderr", folder.resolve("stderr").toString());
    tree.put("result", folder.resolve("result.json").toString());
    request.trace().ifPresent(file -> tree.put("trace", file.toAbsolutePath().toString()));
    tree.put("bytes", LARGEST_FILE);
    return tree;
  }

  /** What was asked for, and a fresh folder for each volume of the image that was not. */
  private List<Map<String, Object>> mounts(RunRequest request, Path folder, ImageUser user)
      throws IOException {
    List<Map<String, Object>> mounts = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (String volume : image.config().volumes()) {
      boolean asked = request.mounts().stream().anyMatch(mount -> mount.to().equals(volume));
      if (!asked && !volume.equals("/tmp") && volume.startsWith("/")) {
        Path fresh = Files.createDirectory(folder.resolve("volume-" + taken.size()));
        user.own(fresh);
        taken.add(volume);
        mounts.add(Map.of("from", fresh.toString(), "to", volume, "writable", true));
      }
    }
    for (RunRequest.Mount mount : request.mounts()) {
      if (mount.writable()) {
        user.ownAll(mount.from());
      }
      mounts.add(
          Map.of(
              "from", mount.from().toAbsolutePath().toString(),
              "to", mount.to(),
              "writable", mount.writable()));
    }
    return mounts;
  }

  private static RunResult result(Path folder, Duration elapsed) throws IOException {
    JsonFields told = JsonFields.read(folder.resolve("result.json"), 1 << 16);
    if (told.has("error")) {
      throw failure(told.string("error"));
    }
    Optional<DataSize> memory =
        told.has("memory")
            ? Optional.of(new DataSize(told.number("memory", 1L << 40) << 10))
            : Optional.empty();
    return new RunResult(
        (int) told.number("exit", 255),
        told.flag("late"),
        Output.whole(folder.resolve("stdout")),
        Output.end(folder.resolve("stderr")),
        memory,
        elapsed);
  }

  private static FerryException failure(String reason) {
    return new FerryException(
        Failure.ENVIRONMENT, Text.of("Cannot run the image here: %s", "此处无法运行镜像：%s", reason));
  }

  @Override
  public void close() {
    image.close();
  }
}
