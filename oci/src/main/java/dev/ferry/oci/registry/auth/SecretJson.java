package dev.ferry.oci.registry.auth;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that holds secrets: what is wrong is said without quoting it. */
public final class SecretJson {
  /** Largest document, bytes. */
  public static final int LIMIT = 1 << 20;

  private static final int LONGEST = 1 << 16;
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxDocumentLength(LIMIT)
                      .maxNestingDepth(16)
                      .build())
              .build());

  private SecretJson() {}

  /**
   * The object in a document.
   *
   * @param where its name for messages
   */
  public static JsonNode object(String where, byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException secret) {
      // Its message quotes the document.
    }
    throw new FerryException(
        Failure.ENVIRONMENT,
        Text.of("Cannot read `%s`: it is not a JSON object", "无法读取 `%s`：它不是 JSON 对象", where));
  }

  /** A member that is a string of a sensible length. */
  public static Optional<String> findString(JsonNode object, String name) {
    JsonNode node = object.get(name);
    return node != null
            && node.isString()
            && !node.stringValue().isEmpty()
            && node.stringValue().length() <= LONGEST
        ? Optional.of(node.stringValue())
        : Optional.empty();
  }
}
