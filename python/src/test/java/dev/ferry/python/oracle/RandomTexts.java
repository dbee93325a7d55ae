package dev.ferry.python.oracle;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Versions and names as people write them, right and nearly right, from a seed. */
final class RandomTexts {
  private static final List<String> SEPARATORS = List.of("", "", ".", "-", "_");
  private static final List<String> PRE =
      List.of("a", "b", "rc", "c", "alpha", "beta", "pre", "preview", "A", "RC", "Beta");
  private static final List<String> POST = List.of("post", "rev", "r", "POST");
  private static final List<String> LOCAL =
      List.of("cu118", "1", "007", "abc", "ubuntu", "0", "12a", "CU11", "20240101");
  private static final String ALPHABET = "0123456789..--__++!!**abcrcdevpostvV \t~=<>,;()[]@\u00e9";

  final Random random;

  RandomTexts(long seed) {
    this.random = new Random(seed);
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String number() {
    return switch (random.nextInt(8)) {
      case 0 -> "0";
      case 1 -> "00" + random.nextInt(20);
      case 2 -> String.valueOf(random.nextInt(100_000));
      case 3 -> "2024" + random.nextInt(10_000);
      default -> String.valueOf(random.nextInt(4));
    };
  }

  String release() {
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(i -> number())
        .collect(Collectors.joining("."));
  }

  /** A valid version in some spelling. */
  String version() {
    StringBuilder text = new StringBuilder(chance(5) ? "v" : "");
    text.append(chance(5) ? random.nextInt(3) + "!" : "").append(release());
    if (chance(25)) {
      text.append(one(SEPARATORS)).append(one(PRE)).append(one(SEPARATORS)).append(suffix());
    }
    if (chance(25)) {
      text.append(
          chance(20) ? "-" + number() : one(SEPARATORS) + one(POST) + one(SEPARATORS) + suffix());
    }
    if (chance(15)) {
      text.append(one(SEPARATORS)).append("dev").append(one(SEPARATORS)).append(suffix());
    }
    if (chance(15)) {
      text.append('+').append(one(LOCAL));
      text.append(chance(40) ? one(List.of(".", "-", "_")) + one(LOCAL) : "");
    }
    return text.toString();
  }

  private String suffix() {
    return chance(80) ? number() : "";
  }

  /** Versions that lie close together, so that clauses are decided at their borders. */
  String nearVersion() {
    String text = one(List.of("1", "1.0", "1.0.0", "1.1", "1.0.1", "2", "0.9", "1!1.0"));
    text += chance(30) ? one(List.of("a1", "b2", "rc1", "a0")) : "";
    text += chance(30) ? one(List.of(".post0", ".post1", ".post2")) : "";
    text += chance(25) ? one(List.of(".dev0", ".dev1")) : "";
    text += chance(25) ? one(List.of("+cu118", "+1", "+a.1")) : "";
    return text;
  }

  /** The text with one to three characters removed, doubled, replaced or put in. */
  String mutated(String text) {
    StringBuilder result = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(result.length() + 1);
      char letter = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(3)) {
        case 0 -> result.insert(at, letter);
        case 1 -> result.delete(at, Math.min(result.length(), at + 1));
        default -> result.replace(at, Math.min(result.length(), at + 1), String.valueOf(letter));
      }
    }
    return result.toString();
  }

  /** The text itself, or at times a mutation of it. */
  String perhapsMutated(String text, int percent) {
    return chance(percent) ? mutated(text) : text;
  }

  String clause() {
    String version = chance(70) ? nearVersion() : version();
    String operator = one(List.of("==", "!=", "<=", ">=", "<", ">", "~=", "==="));
    if (operator.length() == 2 && operator.charAt(1) == '=' && chance(25)) {
      version = one(List.of("1", "1.0", "1.0.0", "2", "1!1", "0.9", "1.0.0.0")) + ".*";
    }
    return (chance(10) ? " " : "") + operator + (chance(20) ? " " : "") + version;
  }

  String clauses() {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> clause())
        .collect(Collectors.joining(chance(20) ? " , " : ","));
  }

  String name() {
    return one(
        List.of("foo", "Foo.Bar", "foo_bar", "a", "zope.interface", "x--y", "py3dns", "A1", "0x"));
  }
}
