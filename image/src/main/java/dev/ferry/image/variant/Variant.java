package dev.ferry.image.variant;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Spelling;
import dev.ferry.model.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much of a lock an image holds. */
public enum Variant {
  /** Everything. */
  TRAIN,
  /** Less what the rules name: headers, stubs, static libraries, tests, optional engines. */
  SLIM,
  /** Slim, less what a traced run of the application never opened. */
  INFERENCE,
  /** Only what a traced run of a program without Python opened. */
  CPP;

  /** The word on the command line, in rules, recipes and labels. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether an image of this variant is derived from a keep list. */
  public boolean needsKeepList() {
    return this == INFERENCE || this == CPP;
  }

  /**
   * The variant that a word names.
   *
   * @throws FerryException of kind USAGE
   */
  public static Variant parse(String word) {
    List<String> words = Arrays.stream(values()).map(Variant::id).toList();
    return Arrays.stream(values())
        .filter(variant -> variant.id().equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(word, words));
  }

  private static FerryException unknown(String word, List<String> words) {
    FerryException failure =
        new FerryException(
            Failure.USAGE,
            Text.of(
                "No variant is called `%s`, want one of %s",
                "没有名为 `%s` 的变体，应为 %s 之一", word, String.join(", ", words)));
    return Spelling.findNearest(word, words)
        .map(near -> failure.hint(Text.of("Did you mean `%s`?", "是否想写 `%s`？", near)))
        .orElse(failure);
  }
}
