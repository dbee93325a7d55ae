package dev.ferry.oci.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  @Test
  void theUsualOnesAreRead() {
    assertThat(
            Challenge.parse(
                "Bearer realm=\"https://auth.example/token\",service=\"registry\","
                    + "scope=\"repository:a/b:pull,push\""))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.example/token",
                    "service", "registry",
                    "scope", "repository:a/b:pull,push")));
    assertThat(Challenge.parse("Basic realm=\"Registry \\\"one\\\"\", charset=UTF-8"))
        .containsExactly(
            new Challenge("basic", Map.of("realm", "Registry \"one\"", "charset", "UTF-8")));
  }

  @Test
  void severalInOneHeaderAreToldApart() {
    List<Challenge> found =
        Challenge.parse("Negotiate, Basic realm=\"a, b=c\" , BEARER Realm = \"x\" ,service=y");
    assertThat(found).extracting(Challenge::scheme).containsExactly("negotiate", "basic", "bearer");
    assertThat(found.get(1).find("realm")).contains("a, b=c");
    assertThat(found.get(2).find("service")).contains("y");
  }

  @Test
  void mistakesEndTheReadingQuietly() {
    assertThat(Challenge.parse("")).isEmpty();
    assertThat(Challenge.parse("=")).isEmpty();
    assertThat(Challenge.parse("Bearer realm=\"x")).hasSize(1);
    assertThat(Challenge.parse("a ".repeat(10_000))).isEmpty();
  }

  @Test
  void noHeaderIsTooMuch() {
    Random random = new Random(5);
    String letters = "aB=\",\\ \t;\u0000\u4e00/";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder header = new StringBuilder(random.nextBoolean() ? "Bearer realm=\"" : "");
      for (int i = random.nextInt(40); i > 0; i--) {
        header.append(letters.charAt(random.nextInt(letters.length())));
      }
      for (Challenge challenge : Challenge.parse(header.toString())) {
        assertThat(challenge.scheme()).isNotEmpty();
      }
    }
  }
}
