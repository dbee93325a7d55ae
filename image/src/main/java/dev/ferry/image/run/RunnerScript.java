package dev.ferry.image.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code runner.py}, which makes the namespaces: Java cannot leave its own. */
final class RunnerScript implements AutoCloseable {
  private static final String NAME = "runner.py";
  private static final int CHECK_SECONDS = 30;

  private final Path folder;

  private RunnerScript(Path folder) {
    this.folder = folder;
    // Not worth a failure when the program ends; the folder holds one small file.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  static RunnerScript write() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (InputStream in = RunnerScript.class.getResourceAsStream(NAME)) {
      Path folder = Files.createTempDirectory(temporary, "ferry-runner-");
      Files.copy(Objects.requireNonNull(in, NAME), folder.resolve(NAME));
      return new RunnerScript(folder);
    } catch (IOException e) {
      throw DiskFailure.of(e, temporary);
    }
  }

  /** Why it does not work here; empty where it does. */
  Optional<Text> trouble() {
    try {
      Process process = new ProcessBuilder(command("--check")).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(CHECK_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(Text.of("no answer within %d s", "%d 秒内没有应答", CHECK_SECONDS));
      }
      String said = new String(process.getInputStream().readNBytes(4096), UTF_8).strip();
      if (process.exitValue() == 0) {
        return Optional.empty();
      }
      return Optional.of(Text.same(said.isEmpty() ? "exit " + process.exitValue() : said));
    } catch (IOException missing) {
      return Optional.of(Text.of("no `python3` in `PATH`", "`PATH` 中没有 `python3`"));
    } catch (InterruptedException stopped) {
      throw interrupted();
    }
  }

  /**
   * Runs a request to its end. The script's standard input stays open meanwhile: when this program
   * dies, the script sees its end and kills everything.
   *
   * @return what the script said where it failed, else empty
   */
  Optional<String> run(Path request) throws IOException {
    Process process =
        new ProcessBuilder(command(request.toString())).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readNBytes(1 << 16), UTF_8).strip();
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
    } catch (InterruptedException stopped) {
      throw interrupted();
    } finally {
      process.destroy();
    }
  }

  private List<String> command(String argument) {
    return List.of("python3", "-I", "-S", folder.resolve(NAME).toString(), argument);
  }

  private static FerryException interrupted() {
    Thread.currentThread().interrupt();
    return new FerryException(
        Failure.ENVIRONMENT, Text.of("Interrupted while an image ran", "镜像运行时被中断"));
  }

  @Override
  public void close() {
    try {
      Folders.delete(folder);
    } catch (IOException leftover) {
      folder.toFile().deleteOnExit();
    }
  }
}
