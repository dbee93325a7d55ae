package dev.ferry.python.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Python script a list of questions, one JSON array per line. */
public final class Oracle {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> questions = new ArrayList<>();

  /**
   * Adds a question.
   *
   * @param function of the script
   * @param arguments anything JSON can say
   */
  public void ask(String function, Object... arguments) {
    List<Object> question = new ArrayList<>();
    question.add(function);
    question.addAll(List.of(arguments));
    questions.add(JSON.writeValueAsString(question));
  }

  /** The answers of {@code packaging_oracle.py}, in the order of the questions. */
  List<JsonNode> answers() {
    return answers("packaging_oracle.py");
  }

  /** The answers of another script beside it. */
  public List<JsonNode> answers(String script) {
    try {
      Path folder = Files.createTempDirectory("ferry-oracle");
      Path code = folder.resolve(script);
      try (InputStream resource = Oracle.class.getResourceAsStream(script)) {
        assertThat(resource).isNotNull();
        Files.copy(resource, code);
      }
      Path asked = Files.write(folder.resolve("questions"), questions);
      Path answered = folder.resolve("answers");
      run(List.of(python(), "-X", "utf8", code.toString()), asked, answered);
      List<JsonNode> answers = new ArrayList<>();
      for (String line : Files.readAllLines(answered, StandardCharsets.UTF_8)) {
        answers.add(JSON.readTree(line));
      }
      assertThat(answers).hasSameSizeAs(questions);
      return answers;
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** The interpreter that the project's script prepares. */
  private static String python() throws IOException {
    Path script = Path.of("..", "scripts", "test-python.sh").toAbsolutePath().normalize();
    Path printed = Files.createTempFile("ferry-python", ".txt");
    run(List.of("sh", script.toString()), Path.of("/dev/null"), printed);
    return Files.readString(printed).strip();
  }

  private static void run(List<String> command, Path input, Path output) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.waitFor()).as("exit code of %s", command).isZero();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
