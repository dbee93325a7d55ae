package dev.ferry.python.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.FerryException;
import dev.ferry.python.marker.Marker;
import dev.ferry.python.marker.MarkerEnvironment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("system")
class MarkerOracleTest {
  private static final String TARGET = "linux-x86_64-glibc2.31-cp311";
  private static final int MARKERS = 20_000;
  private static final int OPEN_MARKERS = 5_000;

  private record Case(String marker, Map<String, String> environment, List<String> extras) {}

  @Test
  void evaluatesAlike() {
    RandomTexts texts = new RandomTexts(508);
    RandomMarkers markers = new RandomMarkers(texts);
    Oracle oracle = new Oracle();
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < MARKERS; i++) {
      String marker = texts.perhapsMutated(markers.marker(), 10);
      cases.add(new Case(marker, markers.environment(), markers.extras()));
      oracle.ask("marker", marker, cases.getLast().environment(), cases.getLast().extras());
    }
    List<JsonNode> answers = oracle.answers();
    int undefined = 0;
    for (int i = 0; i < MARKERS; i++) {
      String answer = answers.get(i).asString();
      if (answer.equals("undefined")) {
        // The library refuses to evaluate these; here such a comparison is false.
        undefined++;
        continue;
      }
      assertThat(own(cases.get(i))).as("%s", cases.get(i)).isEqualTo(answer);
    }
    assertThat(undefined).isLessThan(MARKERS / 3);
  }

  private static String own(Case given) {
    Marker marker;
    try {
      marker = Marker.parse(given.marker());
    } catch (FerryException invalid) {
      return "invalid";
    }
    assertThat(Marker.parse(marker.toString())).isEqualTo(marker);
    MarkerEnvironment environment =
        MarkerEnvironment.of(RandomMarkers.target(TARGET, given.environment()));
    return String.valueOf(marker.evaluate(environment, new HashSet<>(given.extras())));
  }

  @Test
  void anOpenPatchVersionIsTriedWithEveryValue() {
    RandomTexts texts = new RandomTexts(509);
    RandomMarkers markers = new RandomMarkers(texts);
    List<Integer> patches =
        IntStream.concat(IntStream.range(0, 60), IntStream.of(9_999, 10_000)).boxed().toList();
    List<String> variables =
        List.of("python_full_version", "python_full_version", "implementation_version");
    List<String> literals =
        List.of(
            "3.11.2",
            "3.11.3",
            "3.11.4",
            "3.11",
            "3.11.*",
            "3.12",
            "3.10.9",
            "3.11.3.*",
            "3",
            "3.11.0",
            "3.11.1 3.11.4",
            "3.11.12",
            "4",
            "3.11.3rc1",
            "3.11.3.post1");
    List<String> operators = List.of("==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in");
    compareOpen(
        texts,
        () -> markers.comparison(texts.one(variables), texts.one(operators), texts.one(literals)),
        (oracle, marker, environment) ->
            oracle.ask("open_marker", marker, environment, "3.11", patches),
        Set.of("python_full_version", "implementation_version"));
  }

  @Test
  void anOpenKernelReleaseIsTriedWithEveryValue() {
    RandomTexts texts = new RandomTexts(510);
    RandomMarkers markers = new RandomMarkers(texts);
    List<String> versions = List.of("3.10", "4.18", "5.4", "5.10", "6.1");
    List<String> words = List.of("tegra", "el8");
    List<String> releases =
        Stream.concat(Stream.of("0", "999999", "-", ""), versions.stream())
            .flatMap(v -> Stream.of(v, v + ".1"))
            .flatMap(v -> Stream.of(v, v + "+tegra", v + "+el8", v + "-tegra-el8"))
            .toList();
    compareOpen(
        texts,
        () ->
            texts.chance(70)
                ? markers.comparison(
                    "platform_release",
                    texts.one(List.of("==", "!=", "<", "<=", ">", ">=")),
                    texts.one(versions))
                : "'"
                    + texts.one(words)
                    + texts.one(List.of("' in ", "' not in "))
                    + "platform_release",
        (oracle, marker, environment) -> oracle.ask("open_release", marker, environment, releases),
        Set.of("platform_release"));
  }

  private interface Question {
    void ask(Oracle oracle, String marker, Map<String, String> environment);
  }

  /** Compares the evaluation with open variables with trying every value in the library. */
  private static void compareOpen(
      RandomTexts texts,
      java.util.function.Supplier<String> comparison,
      Question question,
      Set<String> open) {
    Oracle oracle = new Oracle();
    List<String> cases = new ArrayList<>();
    Map<String, String> environment = new RandomMarkers(texts).environment();
    for (int i = 0; i < OPEN_MARKERS; i++) {
      String marker = comparison.get();
      for (int j = texts.random.nextInt(4); j > 0; j--) {
        marker += texts.one(List.of(" and ", " and ", " or ")) + comparison.get();
      }
      marker = marker.replace("~= '3'", "== '3'").replace("~=", ">=");
      cases.add(marker);
      question.ask(oracle, marker.replace("===", "=="), environment);
    }
    List<JsonNode> answers = oracle.answers();
    environment.keySet().removeAll(open);
    MarkerEnvironment own = MarkerEnvironment.of(RandomMarkers.target(TARGET, environment));
    int holding = 0;
    for (int i = 0; i < OPEN_MARKERS; i++) {
      boolean expected = answers.get(i).asBoolean();
      holding += expected ? 1 : 0;
      Marker marker = Marker.parse(cases.get(i).replace("===", "=="));
      assertThat(marker.evaluate(own, Set.of())).as(cases.get(i)).isEqualTo(expected);
    }
    assertThat(holding).isBetween(OPEN_MARKERS / 10, OPEN_MARKERS * 19 / 20);
  }
}
