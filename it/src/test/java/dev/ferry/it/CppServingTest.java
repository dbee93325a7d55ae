package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The example of {@code docs/cpp.md} with the real Paddle: trained in Python, built from the wheel,
 * equal to the bit, served by both servers with the same bytes.
 */
@Tag("network")
@Tag("system")
class CppServingTest {
  private static final Path EXAMPLE = Source.root().resolve("examples/cpp-serving");
  private static final String SERVER = "/dev/ferry/image/serve/ferry_serve.py";
  private static final int HEADER_OF_NPY = 128;

  @TempDir private Path folder;

  @Test
  void pythonAndCppAnswerTheSame() throws Exception {
    Site site = Site.connected(folder.resolve("site"));
    String environment = paddle();
    String python = environment + "/bin/python";
    done(python, EXAMPLE.resolve("train_model.py").toString(), "model", "inputs");
    done("sh", EXAMPLE.resolve("build.sh").toString(), "app", environment);

    String program = folder.resolve("app/bin/serve").toString();
    String model = folder.resolve("model/net").toString();
    List<String> parity = new ArrayList<>(List.of("parity", environment, program, "--json"));
    parity.addAll(List.of("--model", model, "--onednn", "both"));
    parity.addAll(List.of("--inputs", folder.resolve("inputs").toString()));
    Source.Result compared = site.ferry(parity.toArray(String[]::new));
    assertThat(compared.exitCode()).as(compared.errors() + compared.output()).isZero();
    JsonNode report = new ObjectMapper().readTree(compared.output());
    assertThat(report.findValuesAsString("result"))
        .hasSize(8) // Two outputs of two cases, twice.
        .containsOnly("equal");
    assertThat(report.findValuesAsString("loader")).contains("paddle::jit::Load");

    String fromCpp = served(program, "http", "--model", model);
    Path script = folder.resolve("ferry_serve.py");
    try (InputStream in = CppServingTest.class.getResourceAsStream(SERVER)) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    String fromPython = served(python, script.toString(), "--model", model);
    assertThat(fromPython).isEqualTo(fromCpp).contains("fetch_name_1");
  }

  /** The answer to the first case, from a server that also refuses what it must and stops. */
  private String served(String... command) throws IOException, InterruptedException {
    byte[] file = Files.readAllBytes(folder.resolve("inputs/one/picture.npy"));
    byte[] data = Arrays.copyOfRange(file, HEADER_OF_NPY, file.length);
    String base64 = Base64.getEncoder().encodeToString(data);
    try (ModelServer server = ModelServer.start(folder.resolve("server.log"), command)) {
      HttpResponse<String> answer =
          server.post(
              "{\"inputs\": {\"picture\": {\"shape\": [1, 1, 28, 28], \"base64\": \"%s\"}}}"
                  .formatted(base64));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

      HttpResponse<String> refused = server.post("{\"inputs\": {\"picture\": {\"data\": [1]}}}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(new ObjectMapper().readTree(refused.body()).at("/error/field").asString())
          .isEqualTo("inputs.picture.shape");

      assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(server.get("/metrics").body())
          .contains("ferry_serve_requests_total{path=\"/predict\",code=\"200\"} 1\n")
          .contains("ferry_serve_requests_total{path=\"/predict\",code=\"400\"} 1\n");
      assertThat(server.stop()).first().isEqualTo("0");
      return answer.body();
    }
  }

  /** An environment with Paddle, made by a tool that is not ours. */
  private String paddle() throws IOException, InterruptedException {
    Path uv = Path.of(String.valueOf(System.getenv("FERRY_TEST_TOOLS"))).resolve("bin/uv");
    assumeTrue(Files.isExecutable(uv), "uv is not installed");
    assumeTrue(onPath("g++"), "g++ is not installed");
    done(uv.toString(), "venv", "-q", "--python", "3.11", "env");
    String environment = folder.resolve("env").toString();
    done(
        uv.toString(),
        "pip",
        "install",
        "-q",
        "--python",
        environment + "/bin/python",
        "paddlepaddle==3.2.2",
        "setuptools");
    return environment;
  }

  private static boolean onPath(String program) {
    return List.of(String.valueOf(System.getenv("PATH")).split(":", -1)).stream()
        .anyMatch(one -> Files.isExecutable(Path.of(one, program)));
  }

  private void done(String... command) throws IOException, InterruptedException {
    List<String> environment = List.of("UV_PYTHON_DOWNLOADS=never", "OMP_NUM_THREADS=1");
    Source.Result result = Source.run(folder, environment, List.of(command));
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
  }
}
