package dev.ferry.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A server of models as a process on a free port of this machine. */
final class ModelServer implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final BufferedReader log;
  private final int port;

  private ModelServer(Process process, BufferedReader log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts it and waits for the line of its log that says where it listens. */
  static ModelServer start(Path errors, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    BufferedReader log = process.inputReader(UTF_8);
    String first = log.readLine();
    if (first == null) {
      throw new IOException("the server ended, see " + errors);
    }
    JsonNode ready = new ObjectMapper().readTree(first);
    assertThat(ready.get("event").asString()).isEqualTo("ready");
    return new ModelServer(process, log, ready.get("port").asInt());
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/predict"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends SIGTERM; the exit code and the last line of the log. */
  List<String> stop() throws IOException, InterruptedException {
    process.toHandle().destroy(); // Process.destroy would close the log too.
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it stops").isTrue();
    String last = log.lines().reduce((one, next) -> next).orElse("");
    return List.of(Integer.toString(process.exitValue()), last);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
