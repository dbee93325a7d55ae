package dev.ferry.python.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.FerryException;
import dev.ferry.python.marker.MarkerEnvironment;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("system")
class RequirementOracleTest {
  private static final int REQUIREMENTS = 20_000;

  private final RandomTexts texts = new RandomTexts(685);
  private final RandomMarkers markers = new RandomMarkers(texts);
  private final Map<String, String> environment = markers.environment();
  private final MarkerEnvironment target =
      MarkerEnvironment.of(RandomMarkers.target("linux-x86_64-glibc2.31-cp311", environment));

  @Test
  void parsesAlike() {
    Oracle oracle = new Oracle();
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < REQUIREMENTS; i++) {
      cases.add(texts.perhapsMutated(requirement(), 30));
      oracle.ask("requirement", cases.getLast(), environment);
    }
    List<JsonNode> answers = oracle.answers();
    int valid = 0;
    for (int i = 0; i < REQUIREMENTS; i++) {
      Optional<Requirement> own = find(cases.get(i));
      JsonNode answer = answers.get(i);
      if (own.isEmpty() && isDeclaredDeviation(answer)) {
        continue;
      }
      assertThat(own.isPresent()).as(cases.get(i)).isEqualTo(!answer.isNull());
      if (own.isPresent()) {
        valid++;
        assertSame(cases.get(i), own.get(), answer);
      }
    }
    assertThat(valid).isBetween(REQUIREMENTS / 2, REQUIREMENTS * 9 / 10);
  }

  /** A name or extra with a separator at its end, which PEP 508 forbids. */
  private static boolean isDeclaredDeviation(JsonNode answer) {
    return !answer.isNull()
        && (answer.get(0).asString().endsWith("-")
            || answer.get(1).valueStream().anyMatch(extra -> extra.asString().endsWith("-")));
  }

  private void assertSame(String text, Requirement own, JsonNode answer) {
    assertThat(own.name().normalized()).as(text).isEqualTo(answer.get(0).asString());
    assertThat(own.extras())
        .as(text)
        .containsExactlyElementsOf(
            answer.get(1).valueStream().map(JsonNode::asString).distinct().toList());
    assertThat(own.specifiers())
        .as(text)
        .isEqualTo(VersionSpecifiers.parse(answer.get(2).asString()));
    assertThat(own.url().orElse("")).as(text).isEqualTo(answer.get(3).asString(""));
    if (!answer.get(4).asString().equals("undefined")) {
      assertThat(own.marker().evaluate(target, Set.of()))
          .as(text)
          .isEqualTo(answer.get(4).asBoolean());
    }
    assertThat(Requirement.parse(own.toString())).as(text).isEqualTo(own);
  }

  private static Optional<Requirement> find(String text) {
    try {
      return Optional.of(Requirement.parse(text));
    } catch (FerryException wrong) {
      return Optional.empty();
    }
  }

  private String requirement() {
    String blank = texts.one(List.of("", "", " ", "\t"));
    String extras = texts.one(List.of("", "", "", "[test]", "[a, B.c]", "[ ]", "[x,x]"));
    String clauses = texts.clauses().strip();
    String marker = texts.chance(40) ? blank + ";" + blank + markers.marker() : "";
    if (texts.chance(10)) {
      return texts.name()
          + extras
          + " @ https://index.example/x-1.0.zip"
          + (marker.isEmpty() ? "" : " " + marker);
    }
    clauses = texts.chance(10) ? "(" + clauses + ")" : clauses;
    return texts.name() + blank + extras + blank + clauses + marker;
  }
}
