package dev.ferry.python.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("system")
class VersionOracleTest {
  /** The declared deviation: numbers are bounded. */
  private static final Pattern TOO_MANY_DIGITS = Pattern.compile("[0-9]{19}");

  private static final int VERSIONS = 20_000;
  private static final int PAIRS = 20_000;
  private static final int SETS = 6_000;
  private static final int VERSIONS_PER_SET = 8;

  @Test
  void parsesAndNormalizesAlike() {
    RandomTexts texts = new RandomTexts(440);
    Oracle oracle = new Oracle();
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < VERSIONS; i++) {
      cases.add(texts.perhapsMutated(texts.version(), 40));
      oracle.ask("version", cases.getLast());
    }
    List<JsonNode> answers = oracle.answers();
    int valid = 0;
    for (int i = 0; i < VERSIONS; i++) {
      Optional<Version> version = Version.findVersion(cases.get(i));
      if (version.isEmpty() && TOO_MANY_DIGITS.matcher(cases.get(i)).find()) {
        continue;
      }
      List<Object> own =
          version
              .<List<Object>>map(
                  v -> List.of(v, v.isPrerelease(), v.isPostrelease(), v.withoutLocal()))
              .orElse(List.of());
      valid += own.size() / 4;
      assertThat(flat(answers.get(i))).as(cases.get(i)).isEqualTo(flat(own));
    }
    assertThat(valid).isBetween(VERSIONS / 2, VERSIONS * 9 / 10);
  }

  @Test
  void ordersAlike() {
    RandomTexts texts = new RandomTexts(441);
    Oracle oracle = new Oracle();
    List<Version> cases = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      String left = texts.chance(50) ? texts.nearVersion() : texts.version();
      String right =
          texts.chance(50)
              ? texts.nearVersion()
              : Version.findVersion(texts.mutated(left)).map(Version::toString).orElse(left);
      cases.add(Version.parse(left));
      cases.add(Version.parse(right));
      oracle.ask("compare", left, right);
    }
    List<JsonNode> answers = oracle.answers();
    for (int i = 0; i < PAIRS; i++) {
      Version left = cases.get(2 * i);
      Version right = cases.get(2 * i + 1);
      int order = Integer.signum(left.compareTo(right));
      assertThat(order).as("%s and %s", left, right).isEqualTo(answers.get(i).asInt());
      assertThat(left.equals(right)).isEqualTo(order == 0);
      if (order == 0) {
        assertThat(left).hasSameHashCodeAs(right);
      }
    }
  }

  @Test
  void clausesContainAlike() {
    RandomTexts texts = new RandomTexts(442);
    Oracle oracle = new Oracle();
    List<String> cases = new ArrayList<>();
    List<List<String>> versions = new ArrayList<>();
    for (int i = 0; i < SETS; i++) {
      cases.add(texts.perhapsMutated(texts.clauses(), 15));
      List<String> candidates = new ArrayList<>();
      for (int j = 0; j < VERSIONS_PER_SET; j++) {
        candidates.add(texts.chance(80) ? texts.nearVersion() : texts.version());
      }
      versions.add(candidates);
      oracle.ask("specifiers", cases.getLast(), candidates);
    }
    List<JsonNode> answers = oracle.answers();
    for (int i = 0; i < SETS; i++) {
      List<Version> candidates = versions.get(i).stream().map(Version::parse).toList();
      List<Object> own =
          VersionSpecifiers.findSpecifiers(cases.get(i))
              .<List<Object>>map(
                  set ->
                      List.of(
                          set.mentionsPrerelease(),
                          candidates.stream().map(set::contains).toList(),
                          candidates.stream().map(v -> set.contains(v, false)).toList()))
              .orElse(List.of());
      assertThat(flat(answers.get(i)))
          .as("%s and %s", cases.get(i), versions.get(i))
          .isEqualTo(flat(own));
    }
  }

  @Test
  void canonicalClausesMeanTheSame() {
    RandomTexts texts = new RandomTexts(443);
    Oracle oracle = new Oracle();
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < SETS; i++) {
      String text = texts.clauses().replace("===", "==");
      VersionSpecifiers.findSpecifiers(text)
          .ifPresent(
              set -> {
                cases.add(text);
                assertThat(VersionSpecifiers.parse(set.toString())).isEqualTo(set);
                oracle.ask("same_specifiers", text, set.toString());
              });
    }
    List<JsonNode> answers = oracle.answers();
    assertThat(answers.size()).isGreaterThan(SETS / 4);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).asBoolean()).as(cases.get(i)).isTrue();
    }
  }

  /** Text of a possibly nested list, without its brackets; the empty text for null. */
  private static String flat(Object nested) {
    return nested.toString().replaceAll("[\\[\\]\" ]", "").replace("null", "");
  }
}
