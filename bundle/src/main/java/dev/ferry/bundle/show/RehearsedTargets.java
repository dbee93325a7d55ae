package dev.ferry.bundle.show;

import dev.ferry.bundle.evidence.Statement;
import dev.ferry.bundle.read.Bundle;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which targets were rehearsed, as the statements of a bundle say. Who wrote them is not asked. */
final class RehearsedTargets {
  private static final int LARGEST = 1 << 20;
  private static final int MOST = 100;

  private RehearsedTargets() {}

  static Set<String> of(Bundle bundle) {
    Set<String> targets = new TreeSet<>();
    for (int number = 1; number <= Math.min(bundle.evidence().size(), MOST); number++) {
      bundle
          .findBytes("evidence/" + number + ".sigstore.json", LARGEST)
          .ifPresent(file -> add(file, bundle, targets));
    }
    return targets;
  }

  private static void add(byte[] file, Bundle bundle, Set<String> targets) {
    JsonNode statement;
    try {
      JsonNode wrapped = JsonMapper.shared().readTree(file);
      String payload = wrapped.path("dsseEnvelope").path("payload").asString("");
      statement = JsonMapper.shared().readTree(Base64.getDecoder().decode(payload));
    } catch (JacksonException | IllegalArgumentException notReadable) {
      return;
    }
    String subject = statement.path("subject").path(0).path("digest").path("sha256").asString("");
    if (!statement.path("predicateType").asString("").equals(Statement.TEST_RESULT)
        || !subject.equals(bundle.root().hex())
        || !statement.path("predicate").path("result").asString("").equals("PASSED")) {
      return;
    }
    for (JsonNode one : statement.path("predicate").path("configuration")) {
      targets.add(one.path("annotations").path("target").asString(""));
    }
  }
}
