package dev.ferry.python.build;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a wheel again from what a lock says about its first build: the same source, the same
 * wheels beside it, the same interpreter or one of the same minor version. The result must have the
 * bytes of the first.
 */
public final class Rebuilding {
  private final Tools tools;
  private final RecordedFiles files;
  private final BuildSandbox sandbox;

  /**
   * What is needed beside the files.
   *
   * @param hidden folders that a build must not see beside homes and temporary files: the store
   * @param allowUnsandboxed whether to build where the kernel gives no sandbox
   * @param environment PATH, HOME: where interpreters are looked for
   */
  public record Tools(
      BlobStore blobs,
      List<Path> hidden,
      boolean allowUnsandboxed,
      Map<String, String> environment,
      Progress progress) {
    public Tools {
      hidden = List.copyOf(hidden);
      environment = Map.copyOf(environment);
    }
  }

  public Rebuilding(Tools tools, RecordedFiles files) {
    this.tools = tools;
    this.files = files;
    this.sandbox =
        new BuildSandbox(
            BuildSandbox.withHome(tools.hidden(), tools.environment()), tools.allowUnsandboxed());
  }

  /**
   * Puts the wheel into the store.
   *
   * @param wheel its file name
   * @param want digest of the first build's result
   * @throws FerryException of kind {@code verification}, naming both digests, if the result is
   *     another one; {@code environment} if no such Python is here
   */
  public void rebuild(BuildRecord record, String wheel, Digest want) {
    HostPython python = python(record, wheel);
    tools
        .progress()
        .note(
            Text.of(
                "Building `%s` again from `%s` with Python %s: the store lacks it",
                "正在用 Python %3$s 从 `%2$s` 重新构建 `%1$s`：存储中没有",
                wheel,
                record.sdist(),
                python.version().version()));
    SourceFiles.Fetched source = files.fetch(record.sdist(), record.sha256());
    WheelBuild build =
        new WheelBuild(sandbox, new RecordedRequirements(record.requirements(), files));
    Path result = BuildFiles.temporary();
    try {
      build.run(source.path(), record.sdist(), python, result);
      Digest got = keep(result);
      if (!got.equals(want)) {
        throw other(record, wheel, python, want, got);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      BuildFiles.delete(result);
    }
  }

  private Digest keep(Path result) throws IOException {
    try (InputStream bytes = Files.newInputStream(result)) {
      return tools.blobs().put(bytes, Files.size(result));
    }
  }

  /** The very interpreter of the first build, else the nearest of its minor version. */
  private HostPython python(BuildRecord record, String wheel) {
    List<HostPython> present =
        HostPython.discover(tools.environment()).stream().filter(HostPython::builds).toList();
    Optional<HostPython> exact =
        present.stream()
            .filter(python -> python.version().version().equals(record.python()))
            .findFirst();
    return exact
        .or(
            () ->
                present.stream()
                    .filter(
                        python -> record.python().startsWith(python.version().minorVersion() + "."))
                    .max(Comparator.comparingInt(python -> python.version().patch().orElse(0))))
        .orElseThrow(() -> noPython(record, wheel));
  }

  private static FerryException noPython(BuildRecord record, String wheel) {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "`%s` was built with Python %s, and no Python of that minor version is in `PATH`",
                "`%s` 是用 Python %s 构建的，但 `PATH` 中没有该次版本的 Python", wheel, record.python()))
        .hint(
            Text.of(
                "Install it, lock again on this machine, or bring the wheel with `--find-links FOLDER`",
                "请安装它，或在本机重新锁定，或用 `--find-links 目录` 提供该 wheel"));
  }

  private static FerryException other(
      BuildRecord record, String wheel, HostPython python, Digest want, Digest got) {
    return new FerryException(
            Failure.VERIFICATION,
            Text.of(
                "Cannot build `%s` again from `%s` with Python %s: got %s, want %s as locked",
                "无法从 `%2$s` 用 Python %3$s 重新构建 `%1$s`：得到 %4$s，锁文件要求 %5$s",
                wheel,
                record.sdist(),
                python.version().version(),
                got,
                want))
        .hint(
            Text.of(
                "The lock was built with Python %s: bring its wheel with `--find-links FOLDER`, or lock again on this machine",
                "锁文件中的构建使用 Python %s：请用 `--find-links 目录` 提供该 wheel，或在本机重新锁定", record.python()));
  }
}
