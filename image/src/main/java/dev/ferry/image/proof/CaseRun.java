package dev.ferry.image.proof;

import dev.ferry.image.run.LoadedImage;
import dev.ferry.image.run.RunRequest;
import dev.ferry.image.run.RunResult;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs one case once. */
public final class CaseRun {
  /** Where the image finds the inputs and writes its outputs: a volume of every image. */
  public static final String DATA = "/var/lib/ferry/data";

  private static final long LARGEST_OUTPUT = RunResult.MOST_OUTPUT;

  private final LoadedImage image;
  private final Path scratch;

  /**
   * @param scratch a folder for the data of each run
   */
  public CaseRun(LoadedImage image, Path scratch) {
    this.image = image;
    this.scratch = scratch;
  }

  /**
   * What a case gave.
   *
   * @param result of the run
   * @param outputs by the output's name
   */
  public record Given(RunResult result, SortedMap<String, byte[]> outputs) {}

  /**
   * Runs a case with the pinned variables.
   *
   * @throws FerryException of kind REHEARSAL where it fails or does not write an output
   */
  public Given run(GoldenCase golden) {
    Map<String, String> env = new LinkedHashMap<>(Pinned.variables());
    env.putAll(golden.env());
    return run(golden, RunRequest.of(golden.command(), golden.limit()).with(env));
  }

  /** Runs a case as a request says it; its data folder is added. */
  public Given run(GoldenCase golden, RunRequest request) {
    Path data = scratch.resolve("data");
    try {
      Folders.delete(data);
      copy(golden.input(), data);
      RunResult result =
          image.run(
              request
                  .withStdin(golden.stdin().map(file -> golden.input().resolve(file)))
                  .withMounts(List.of(new RunRequest.Mount(data, DATA, true))));
      if (!result.passed()) {
        throw failed(golden, result);
      }
      return new Given(result, outputs(golden, result, data));
    } catch (IOException e) {
      throw DiskFailure.of(e, scratch);
    }
  }

  private static SortedMap<String, byte[]> outputs(GoldenCase golden, RunResult result, Path data)
      throws IOException {
    SortedMap<String, byte[]> outputs = new TreeMap<>();
    for (GoldenOutput output : golden.outputs()) {
      if (output.file().isEmpty()) {
        outputs.put(output.name(), result.stdout());
        continue;
      }
      Path file = data;
      for (String part : output.name().split("/", -1)) {
        file = file.resolve(part);
        if (Files.isSymbolicLink(file)) {
          break;
        }
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > LARGEST_OUTPUT) {
        throw new FerryException(
                Failure.REHEARSAL,
                Text.of(
                    "The case `%s` did not write `%s`, want a file of at most %d bytes below `%s`",
                    "用例 `%s` 没有写出 `%s`，应为 `%4$s` 下不超过 %3$d 字节的文件",
                    golden.name(),
                    output.name(),
                    LARGEST_OUTPUT,
                    DATA))
            .reasons(lines(result));
      }
      outputs.put(output.name(), Files.readAllBytes(file));
    }
    return outputs;
  }

  private static FerryException failed(GoldenCase golden, RunResult result) {
    Text how =
        result.late()
            ? Text.of("no end within %d s", "%d 秒内没有结束", golden.limit().toSeconds())
            : Text.of("exit status %d", "退出状态 %d", result.exitCode());
    return new FerryException(
            Failure.REHEARSAL,
            Text.of(
                "The case `%s` failed in the image: %s", "用例 `%s` 在镜像中失败：%s", golden.name(), how))
        .reasons(lines(result));
  }

  static List<Text> lines(RunResult result) {
    return result.stderrEnd().stream().map(Text::same).toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(path, target);
        }
      }
    }
  }
}
