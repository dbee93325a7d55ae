package dev.ferry.oci.registry.auth;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A program that keeps secrets: {@code docker-credential-NAME get} reads a server's name and writes
 * {@code {"Username": …, "Secret": …}}.
 */
final class CredentialHelper {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
  private static final int LIMIT = 1 << 16;
  private static final int PATIENCE_SECONDS = 60;

  /** The user name that says that the secret is a token, not a password. */
  private static final String TOKEN = "<token>";

  private final String program;
  private final Map<String, String> environment;

  CredentialHelper(String name, Map<String, String> environment) {
    this.program = "docker-credential-" + name;
    this.environment = environment;
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What the program has for a server. */
  Optional<Credentials> find(String server) {
    Path file =
        findProgram()
            .orElseThrow(() -> failure(Text.of("the program is not in `PATH`", "`PATH` 中没有该程序")));
    try {
      return run(file, server);
    } catch (IOException broken) {
      throw failure(Text.same(String.valueOf(broken.getMessage())));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure(Text.of("stopped", "已中断"));
    }
  }

  private Optional<Path> findProgram() {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Optional<Credentials> run(Path file, String server)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(file.toString(), "get");
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(server.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notRead) {
      // It may know without asking; its exit code says whether it did.
    }
    byte[] output;
    try (InputStream out = process.getInputStream()) {
      output = limited(process, out);
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw failure(Text.of("no answer within %d s", "%d 秒内没有应答", PATIENCE_SECONDS));
    }
    return process.exitValue() == 0 ? credentials(output) : refused(output);
  }

  /** Reads what the program writes; one that never ends is ended. */
  private static byte[] limited(Process process, InputStream out) throws IOException {
    var unused =
        process
            .onExit()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (done, late) -> {
                  if (late != null) {
                    process.destroyForcibly();
                  }
                });
    byte[] output = out.readNBytes(LIMIT);
    if (output.length == LIMIT) {
      process.destroyForcibly();
    }
    return output;
  }

  private Optional<Credentials> credentials(byte[] output) {
    JsonNode answer = SecretJson.object(program, output);
    Optional<String> user = SecretJson.findString(answer, "Username");
    Optional<String> secret = SecretJson.findString(answer, "Secret");
    if (user.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user.get().equals(TOKEN)
            ? new Credentials.IdentityToken(secret.get())
            : new Credentials.Password(user.get(), secret.get()));
  }

  private Optional<Credentials> refused(byte[] output) {
    String words = new String(output, StandardCharsets.UTF_8);
    if (words.contains("credentials not found")) {
      return Optional.empty();
    }
    throw failure(Text.of("it failed", "它执行失败"));
  }

  private FerryException failure(Text why) {
    return new FerryException(
        Failure.ENVIRONMENT,
        Text.of("Cannot ask `%s` for credentials: %s", "无法向 `%s` 询问凭据：%s", program, why));
  }
}
