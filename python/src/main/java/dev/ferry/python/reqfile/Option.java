package dev.ferry.python.reqfile;

import java.util.Arrays;
import java.util.List;

/** The options that a requirements file may have. */
enum Option {
  INDEX_URL(true, "-i", "--index-url", "--pypi-url"),
  EXTRA_INDEX_URL(true, "", "--extra-index-url"),
  NO_INDEX(false, "", "--no-index"),
  FIND_LINKS(true, "-f", "--find-links"),
  REQUIREMENT(true, "-r", "--requirement"),
  CONSTRAINT(true, "-c", "--constraint"),
  EDITABLE(true, "-e", "--editable"),
  NO_BINARY(true, "", "--no-binary"),
  ONLY_BINARY(true, "", "--only-binary"),
  PREFER_BINARY(false, "", "--prefer-binary"),
  REQUIRE_HASHES(false, "", "--require-hashes"),
  NO_REQUIRE_HASHES(false, "", "--no-require-hashes"),
  USE_FEATURE(true, "", "--use-feature"),
  PRE(false, "", "--pre"),
  TRUSTED_HOST(true, "", "--trusted-host"),
  HASH(true, "", "--hash"),
  CONFIG_SETTINGS(true, "-C", "--config-settings");

  private final boolean takesValue;
  private final String letter;
  private final String words;

  Option(boolean takesValue, String letter, String... words) {
    this.takesValue = takesValue;
    this.letter = letter;
    this.words = String.join(" ", words);
  }

  boolean takesValue() {
    return takesValue;
  }

  /** {@code -r}; empty where it has none. */
  String letter() {
    return letter;
  }

  /** {@code --requirement} and its other spellings. */
  List<String> words() {
    return List.of(words.split(" ", -1));
  }

  /** All spellings of all options. */
  static List<String> spellings() {
    return Arrays.stream(values()).flatMap(option -> option.words().stream()).toList();
  }
}
