package dev.ferry.bundle.install;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code install.py --report FILE} wrote.
 *
 * @param status exit status, 0 where all went well
 * @param kind of failure: {@code damaged}, {@code unfit}, {@code machine}, {@code occupied}, {@code
 *     smoke}, {@code usage}, {@code environment}; empty where there is none
 * @param message the failure in a sentence
 * @param reasons further lines
 * @param hint a line of advice, where there is one
 * @param facts the whole document
 */
public record ScriptReport(
    int status,
    String kind,
    Text message,
    List<Text> reasons,
    Optional<Text> hint,
    JsonNode facts) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public ScriptReport {
    reasons = List.copyOf(reasons);
  }

  /** Reads a report; empty where the script ended without writing one. */
  public static Optional<ScriptReport> find(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return Optional.empty();
    }
    try {
      JsonNode facts = MAPPER.readTree(Files.readAllBytes(file));
      List<Text> reasons = new ArrayList<>();
      facts.path("reasons").forEach(reason -> reasons.add(text(reason)));
      return Optional.of(
          new ScriptReport(
              facts.path("status").asInt(3),
              facts.path("kind").asString(""),
              text(facts.path("message")),
              reasons,
              facts.path("hint").isObject()
                  ? Optional.of(text(facts.path("hint")))
                  : Optional.empty(),
              facts));
    } catch (JacksonException cut) {
      return Optional.empty();
    }
  }

  /** A list of strings or numbers as strings; empty for anything else. */
  public static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(node -> strings.add(node.asString("")));
    return strings;
  }

  /** The failure that the report tells of. */
  public FerryException failure() {
    Failure failure =
        switch (kind) {
          case "damaged" -> Failure.VERIFICATION;
          case "unfit", "machine", "occupied" ->
              status == 1 ? Failure.REFUSED : Failure.ENVIRONMENT;
          case "smoke" -> Failure.REHEARSAL;
          case "usage" -> Failure.USAGE;
          default -> Failure.ENVIRONMENT;
        };
    FerryException told = new FerryException(failure, message).reasons(reasons);
    return hint.map(told::hint).orElse(told);
  }

  private static Text text(JsonNode node) {
    return new Text(node.path("en").asString(""), node.path("zh").asString(""));
  }
}
