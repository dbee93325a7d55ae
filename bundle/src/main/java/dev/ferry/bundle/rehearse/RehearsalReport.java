package dev.ferry.bundle.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code install.py --report} wrote. */
final class RehearsalReport {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private RehearsalReport() {}

  static JsonNode read(Path report) throws IOException {
    return MAPPER.readTree(Files.readAllBytes(report));
  }

  /** A list of strings or numbers; empty for anything else. */
  static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    for (JsonNode node : list) {
      strings.add(node.asString(""));
    }
    return strings;
  }
}
