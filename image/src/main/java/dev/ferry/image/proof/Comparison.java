package dev.ferry.image.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares an output with the one that was expected. */
final class Comparison {
  private static final int LONGEST_SHOWN = 200;

  /** Decimal numbers as C, Python and JSON print them. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?|[-+]?(?i:nan|inf(?:inity)?)");

  private Comparison() {}

  /** What differs; empty where all bytes are equal. */
  static Optional<Text> exact(byte[] got, byte[] want) {
    if (Arrays.equals(got, want)) {
      return Optional.empty();
    }
    Optional<NpyArray> one = NpyArray.find(got);
    Optional<NpyArray> other = NpyArray.find(want);
    if (one.isPresent() && other.isPresent()) {
      return Optional.of(
          numbers(one.get(), other.get(), new Tolerance(0, 0))
              .orElse(Text.of("the arrays' headers differ", "数组的头部不同")));
    }
    return Optional.of(firstLine(got, want));
  }

  /** What differs by more than a tolerance; bytes that are no numbers must be equal. */
  static Optional<Text> near(byte[] got, byte[] want, Tolerance tolerance) {
    Optional<NpyArray> one = NpyArray.find(got);
    Optional<NpyArray> other = NpyArray.find(want);
    if (one.isPresent() && other.isPresent()) {
      return numbers(one.get(), other.get(), tolerance);
    }
    return isText(got) && isText(want)
        ? text(new String(got, UTF_8), new String(want, UTF_8), tolerance)
        : exact(got, want);
  }

  private static Optional<Text> numbers(NpyArray got, NpyArray want, Tolerance tolerance) {
    if (!got.shape().equals(want.shape())) {
      return Optional.of(
          Text.of("shape: got `%s`, want `%s`", "形状：得到 `%s`，应为 `%s`", got.shape(), want.shape()));
    }
    for (int i = 0; i < want.size(); i++) {
      if (!tolerance.allows(got.value(i), want.value(i))) {
        return Optional.of(
            Text.of(
                "element %d: got `%s`, want `%s`",
                "第 %d 个元素：得到 `%s`，应为 `%s`", i, got.value(i), want.value(i)));
      }
    }
    return Optional.empty();
  }

  /** Line by line: the words around the numbers must be equal, the numbers near. */
  private static Optional<Text> text(String got, String want, Tolerance tolerance) {
    List<String> ours = got.lines().toList();
    List<String> theirs = want.lines().toList();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String one = i < ours.size() ? ours.get(i) : "";
      String other = i < theirs.size() ? theirs.get(i) : "";
      if (i >= ours.size() || i >= theirs.size() || !isNear(one, other, tolerance)) {
        return Optional.of(line(i, one, other));
      }
    }
    return Optional.empty();
  }

  private static boolean isNear(String got, String want, Tolerance tolerance) {
    if (!NUMBER.matcher(got).replaceAll("#").equals(NUMBER.matcher(want).replaceAll("#"))) {
      return false;
    }
    Matcher one = NUMBER.matcher(got);
    Matcher other = NUMBER.matcher(want);
    while (one.find() && other.find()) {
      if (!tolerance.allows(number(one.group()), number(other.group()))) {
        return false;
      }
    }
    return true;
  }

  private static double number(String text) {
    String word = text.toLowerCase(java.util.Locale.ROOT);
    if (word.contains("nan")) {
      return Double.NaN;
    }
    if (word.contains("inf")) {
      return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(word);
  }

  private static Text firstLine(byte[] got, byte[] want) {
    if (!isText(got) || !isText(want)) {
      int at = Arrays.mismatch(got, want);
      return Text.of(
          "byte %d of %d differs, want %d bytes",
          "第 %d 个字节（共 %d 个）不同，应有 %d 个字节", at, got.length, want.length);
    }
    List<String> ours = new String(got, UTF_8).lines().toList();
    List<String> theirs = new String(want, UTF_8).lines().toList();
    int i = 0;
    while (i < ours.size() && i < theirs.size() && ours.get(i).equals(theirs.get(i))) {
      i++;
    }
    return line(i, i < ours.size() ? ours.get(i) : "", i < theirs.size() ? theirs.get(i) : "");
  }

  private static Text line(int index, String got, String want) {
    return Text.of(
        "line %d: got `%s`, want `%s`",
        "第 %d 行：得到 `%s`，应为 `%s`", index + 1, shown(got), shown(want));
  }

  private static String shown(String line) {
    String plain = line.replaceAll("\\p{Cntrl}", "\ufffd");
    return plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "…" : plain;
  }

  private static boolean isText(byte[] bytes) {
    for (byte value : bytes) {
      if (value == 0) {
        return false;
      }
    }
    return true;
  }
}
