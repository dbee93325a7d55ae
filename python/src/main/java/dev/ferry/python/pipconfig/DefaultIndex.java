package dev.ferry.python.pipconfig;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.FactStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The index that pip uses when nothing is set. Only pip knows it, so pip is asked; the answer is
 * kept for as long as the Python that gave it stays the same file.
 */
public final class DefaultIndex {
  private static final String KIND = "pip-default-index-1";
  private static final String QUESTION =
      "from pip._internal.models.index import PyPI; print(PyPI.simple_url)";
  private static final int PATIENCE_SECONDS = 60;

  private DefaultIndex() {}

  /**
   * Asks the {@code python3} of {@code PATH}.
   *
   * @throws FerryException of kind ENVIRONMENT if there is none, or it has no pip
   */
  public static String read(Map<String, String> environment, FactStore facts) {
    Path python = PipFiles.findPython(environment).orElseThrow(DefaultIndex::nobody);
    String key = identity(python);
    Optional<byte[]> known = facts.find(KIND, key);
    if (known.isPresent()) {
      return new String(known.get(), StandardCharsets.UTF_8);
    }
    String answer = ask(python);
    facts.put(KIND, key, answer.getBytes(StandardCharsets.UTF_8));
    return answer;
  }

  private static String identity(Path python) {
    try {
      Path real = python.toRealPath();
      return python
          + "\n"
          + real
          + "\n"
          + Files.size(real)
          + "\n"
          + Files.getLastModifiedTime(real);
    } catch (IOException e) {
      throw nobody();
    }
  }

  private static String ask(Path python) {
    try {
      // Not -I: pip may be installed for the user only. Not the current folder either: it could
      // hold a `pip` of its own.
      Process process =
          new ProcessBuilder(List.of(python.toString(), "-c", QUESTION))
              .directory(python.toRealPath().resolveSibling(".").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String line =
          new String(process.getInputStream().readNBytes(8192), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw nobody();
      }
      boolean location = line.startsWith("https://") || line.startsWith("http://");
      if (process.exitValue() != 0 || !location || line.indexOf('\n') >= 0) {
        throw nobody();
      }
      return line;
    } catch (IOException e) {
      throw nobody();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw nobody();
    }
  }

  private static FerryException nobody() {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot ask pip which index it uses: `python3` with `pip` was not found",
                "无法询问 pip 使用哪个索引：未找到带 `pip` 的 `python3`"))
        .hint(
            Text.of(
                "Set `PIP_INDEX_URL`, or give `--index-url`",
                "请设置 `PIP_INDEX_URL`，或使用 `--index-url`"));
  }
}
