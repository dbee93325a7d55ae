package dev.ferry.python.build;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The closed room a build runs in: namespaces of the Linux kernel ({@code namespaces(7)}) set up by
 * util-linux. The script {@code sandbox.sh} beside this class does the work and is the place to
 * read what exactly is closed.
 */
final class BuildSandbox {
  /** What the script answers where the room cannot be closed; see the script. */
  private static final int NOT_CLOSED = 97;

  /** Homes, sockets of services, temporary files of others. */
  private static final List<Path> ALWAYS_HIDDEN =
      List.of(
          Path.of("/root"),
          Path.of("/home"),
          Path.of("/run"),
          Path.of("/tmp"),
          Path.of("/var/tmp"));

  private static final int LOG_LIMIT = 64 << 10;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(30);

  private final List<Path> hidden;
  private final boolean allowOpen;

  /**
   * @param hidden folders that a build must not see beside {@link #ALWAYS_HIDDEN}: HOME, the store
   * @param allowOpen whether to build without a sandbox where the kernel gives none
   */
  BuildSandbox(List<Path> hidden, boolean allowOpen) {
    List<Path> all = new ArrayList<>(ALWAYS_HIDDEN);
    all.addAll(hidden);
    this.hidden = all.stream().distinct().sorted().toList();
    this.allowOpen = allowOpen;
  }

  /**
   * What a command did.
   *
   * @param exitCode its exit status
   * @param log the last 64 KiB of what it printed
   * @param closed whether it ran in the sandbox
   */
  record Outcome(int exitCode, String log, boolean closed) {}

  /** These folders and the user's home. */
  static List<Path> withHome(List<Path> folders, Map<String, String> environment) {
    List<Path> hidden = new ArrayList<>(folders);
    Optional.ofNullable(environment.get("HOME"))
        .filter(home -> home.startsWith("/"))
        .map(Path::of)
        .filter(home -> !home.equals(Path.of("/")))
        .ifPresent(hidden::add);
    return hidden;
  }

  /**
   * Runs a command in {@code work}, the one folder it can write.
   *
   * @param prefix the interpreter's installation, visible and read-only
   * @throws FerryException {@link Failure#REFUSED} where the kernel gives no sandbox and none was
   *     waived
   */
  Outcome run(Path work, Path prefix, List<String> command) {
    List<String> closed = new ArrayList<>(List.of("unshare"));
    if (!"root".equals(System.getProperty("user.name"))) {
      closed.addAll(List.of("--user", "--map-root-user"));
    }
    closed.addAll(
        List.of("--net", "--mount", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc"));
    closed.addAll(List.of("sh", script(work).toString(), work.toString(), prefix.toString()));
    hidden.forEach(folder -> closed.add(folder.toString()));
    closed.add("--");
    closed.addAll(command);
    Outcome outcome = start(work, closed, true);
    boolean noRoom = outcome.exitCode() == NOT_CLOSED || outcome.log().startsWith("unshare: ");
    if (!noRoom) {
      return outcome;
    }
    if (!allowOpen) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Closing a sandbox for a source build failed: %s",
                  "无法为源码构建建立沙箱：%s", outcome.log().strip()))
          .hint(
              Text.of(
                  "Allow user namespaces for this user, or accept the risk with `--allow-unsandboxed-build`",
                  "请允许此用户使用 user namespace，或用 `--allow-unsandboxed-build` 接受风险"));
    }
    return start(work, command, false);
  }

  private static Outcome start(Path work, List<String> command, boolean closed) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment(work));
    try {
      Process process = builder.start();
      OpenBuilds.add(process);
      try {
        process.getOutputStream().close();
        Thread watchdog = Thread.ofVirtual().start(() -> endLate(process));
        String log = tail(process.getInputStream());
        int exitCode = process.waitFor();
        watchdog.interrupt();
        return new Outcome(exitCode, log, closed);
      } finally {
        OpenBuilds.remove(process);
      }
    } catch (IOException failed) {
      if (closed) {
        return new Outcome(NOT_CLOSED, String.valueOf(failed.getMessage()), true);
      }
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while building", interrupted);
    }
  }

  /**
   * Nothing of the user's environment; what makes builds repeatable (reproducible-builds.org,
   * SOURCE_DATE_EPOCH).
   */
  private static Map<String, String> environment(Path work) {
    return Map.of(
        "PATH",
            work.resolve("python/bin")
                + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME", work.resolve("home").toString(),
        "TMPDIR", work.resolve("tmp").toString(),
        "LC_ALL", "C.UTF-8",
        "TZ", "UTC",
        "PYTHONHASHSEED", "0",
        "PYTHONNOUSERSITE", "1",
        "PYTHONDONTWRITEBYTECODE", "1",
        "SOURCE_DATE_EPOCH", "315532800");
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        OpenBuilds.end(process);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static String tail(InputStream output) throws IOException {
    byte[] kept = new byte[LOG_LIMIT];
    int length = 0;
    byte[] buffer = new byte[8192];
    for (int n; (n = output.read(buffer)) > 0; ) {
      int spare = Math.max(0, length + n - LOG_LIMIT);
      System.arraycopy(kept, spare, kept, 0, length - spare);
      System.arraycopy(buffer, 0, kept, length - spare, n);
      length = length - spare + n;
    }
    return new String(kept, 0, length, StandardCharsets.UTF_8);
  }

  private static Path script(Path work) {
    return BuildFiles.copyResource("sandbox.sh", work);
  }
}
