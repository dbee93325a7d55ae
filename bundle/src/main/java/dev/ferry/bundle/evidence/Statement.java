package dev.ferry.bundle.evidence;

import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.util.List;
import java.util.Map;

/**
 * An in-toto statement (Attestation Framework, {@code spec/v1/statement.md}) about a bundle.
 *
 * @param subject the root digest
 * @param predicateType a URI that says what the predicate is
 * @param predicate a tree of maps, lists, strings, booleans and integers
 */
public record Statement(Digest subject, String predicateType, Map<String, ?> predicate) {
  /** A test that was run and how it ended (in-toto {@code spec/predicates/test-result.md}). */
  public static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  public Statement {
    predicate = Map.copyOf(predicate);
  }

  /** The canonical document, which a signature covers. */
  public byte[] bytes() {
    return CanonicalJson.bytes(
        Map.of(
            "_type",
            "https://in-toto.io/Statement/v1",
            "subject",
            List.of(Map.of("name", "bundle", "digest", Map.of("sha256", subject.hex()))),
            "predicateType",
            predicateType,
            "predicate",
            predicate));
  }
}
