package dev.ferry.python.target;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Measures the machine that Ferry runs on, with the same script that is carried to others. */
public final class HostTarget {
  private static final String SCRIPT = "probe.sh";
  private static final int LONGEST_MINUTES = 3;

  private HostTarget() {}

  /**
   * This machine as a target.
   *
   * @param python the choice among several Pythons, see {@link TargetArgument#resolve}
   */
  public static Target measure(Optional<String> python) {
    return ProbeReader.parse(probe(), TargetArgument.HOST, python);
  }

  /** This machine with each of its Pythons. */
  static List<Target> measureAll() {
    return ProbeReader.parseAll(probe(), TargetArgument.HOST);
  }

  /** The text of {@code probe.sh}. */
  public static String script() {
    try (InputStream in = HostTarget.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("`" + SCRIPT + "` is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw failed(unreadable);
    }
  }

  /** What {@code probe.sh} prints here: one JSON document. */
  public static byte[] probe() {
    try {
      Process process =
          new ProcessBuilder("sh", "-s").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      CompletableFuture<byte[]> output =
          CompletableFuture.supplyAsync(() -> bounded(process.getInputStream()));
      try (OutputStream in = process.getOutputStream()) {
        in.write(script().getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw tooSlow();
      }
      return output.join();
    } catch (IOException broken) {
      throw failed(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(interrupted);
    }
  }

  private static byte[] bounded(InputStream in) {
    try (in) {
      return in.readNBytes(ProbeReader.LONGEST_BYTES + 1);
    } catch (IOException broken) {
      throw failed(broken);
    }
  }

  private static FerryException tooSlow() {
    return new FerryException(
        Failure.ENVIRONMENT,
        Text.of(
            "Measuring this machine took more than %s minutes",
            "测量本机超过 %s 分钟仍未完成", LONGEST_MINUTES));
  }

  private static FerryException failed(Exception cause) {
    return new FerryException(
        Failure.ENVIRONMENT,
        Text.of(
            "Cannot measure this machine with `sh %s`: %s",
            "无法用 `sh %s` 测量本机：%s", SCRIPT, cause.getMessage()),
        cause);
  }
}
