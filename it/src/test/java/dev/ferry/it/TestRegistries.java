package dev.ferry.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Registries that others wrote, on this machine, at a port that was free. */
final class TestRegistries {
  /** {@code me} and {@code hush}, as {@code htpasswd -nbB} writes them. */
  private static final String USERS =
      "me:$2y$05$QN.FhTAZCsiEk666K8jIy.oJguk1g/1dRpdRiq1M1TNdJMdkrUHcG\n";

  private TestRegistries() {}

  /** A registry that runs. */
  record Running(String host, Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Where a program of the test tools is. */
  static Optional<Path> findProgram(String name) {
    Stream<Path> folders =
        Stream.concat(
            Optional.ofNullable(System.getenv("FERRY_TEST_TOOLS")).stream()
                .map(tools -> Path.of(tools, "bin")),
            Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .map(Path::of));
    return folders.map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
  }

  /** Debian's docker-registry, with or without users. */
  static Running distribution(Path program, Path folder, boolean users) throws Exception {
    int port = freePort();
    Path passwords = Files.writeString(folder.resolve("htpasswd"), USERS);
    String auth = users ? "auth:\n  htpasswd: {realm: test, path: " + passwords + "}\n" : "";
    Path config =
        Files.writeString(
            folder.resolve("registry.yml"),
            "version: 0.1\nlog: {level: error}\nstorage:\n  filesystem: {rootdirectory: "
                + folder.resolve("data")
                + "}\nhttp:\n  addr: 127.0.0.1:"
                + port
                + "\n  secret: test\n"
                + auth);
    return started(port, List.of(program.toString(), "serve", config.toString()), folder);
  }

  /** A registry that keeps lists of referrers. */
  static Running withReferrers(Path program, Path folder) throws Exception {
    int port = freePort();
    return started(port, List.of(program.toString(), "-address", "127.0.0.1:" + port), folder);
  }

  private static Running started(int port, List<String> command, Path folder) throws Exception {
    Path log = folder.resolve("registry.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    URI root = URI.create("http://127.0.0.1:" + port + "/v2/");
    for (int attempt = 0; attempt < 300; attempt++) {
      if (answers(root)) {
        return new Running("127.0.0.1:" + port, process);
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("the registry does not start: " + Files.readString(log));
  }

  private static boolean answers(URI root) {
    try {
      HttpURLConnection connection = (HttpURLConnection) root.toURL().openConnection();
      int status = connection.getResponseCode();
      InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      if (body != null) {
        body.close();
      }
      return status > 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
