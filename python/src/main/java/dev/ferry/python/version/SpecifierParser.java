package dev.ferry.python.version;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.Characters;
import dev.ferry.python.syntax.SyntaxException;
import dev.ferry.python.version.VersionSpecifier.Arbitrary;
import dev.ferry.python.version.VersionSpecifier.Comparison;
import dev.ferry.python.version.VersionSpecifier.Operator;
import dev.ferry.python.version.VersionSpecifier.Prefix;
import java.util.ArrayList;
import java.util.List;

/** Reads clauses of PEP 440 and comma-separated sets of them. */
public final class SpecifierParser {
  private static final int MAXIMUM_LENGTH = 64 * 1024;
  private static final int MAXIMUM_CLAUSES = 1000;

  private SpecifierParser() {}

  /** A set of clauses; empty ones between commas are overlooked, as pip does. */
  public static VersionSpecifiers set(String text) throws SyntaxException {
    if (text.length() > MAXIMUM_LENGTH) {
      throw new SyntaxException(
          Text.of("longer than %d characters", "长度超过 %d 个字符", MAXIMUM_LENGTH), MAXIMUM_LENGTH);
    }
    List<VersionSpecifier> clauses = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      if (!Characters.strip(text.substring(start, end)).isEmpty()) {
        clauses.add(clauseAt(text, start, end));
      }
      start = end + 1;
    }
    if (clauses.size() > MAXIMUM_CLAUSES) {
      throw new SyntaxException(Text.of("more than %d clauses", "条件多于 %d 个", MAXIMUM_CLAUSES), 0);
    }
    return VersionSpecifiers.of(clauses);
  }

  private static VersionSpecifier clauseAt(String text, int start, int end) throws SyntaxException {
    try {
      return clause(text.substring(start, end));
    } catch (SyntaxException wrong) {
      throw new SyntaxException(wrong.reason(), start + wrong.position());
    }
  }

  static VersionSpecifier clause(String written) throws SyntaxException {
    String text = Characters.strip(written);
    int offset = Math.max(0, written.indexOf(text));
    if (text.startsWith("===")) {
      return arbitrary(Characters.strip(text.substring(3)), offset + 3);
    }
    for (Operator operator : Operator.values()) {
      if (text.startsWith(operator.symbol())) {
        int length = operator.symbol().length();
        return comparison(operator, Characters.strip(text.substring(length)), offset + length);
      }
    }
    throw new SyntaxException(
        Text.of(
            "expected one of `==`, `!=`, `<=`, `>=`, `<`, `>`, `~=`, `===`",
            "此处应为 `==`、`!=`、`<=`、`>=`、`<`、`>`、`~=`、`===` 之一"),
        offset);
  }

  private static VersionSpecifier arbitrary(String text, int position) throws SyntaxException {
    if (text.chars().anyMatch(c -> Characters.isSpace(c) || c == ';' || c == ')')) {
      throw new SyntaxException(
          Text.of("unexpected character after `===`", "`===` 之后有意外的字符"), position);
    }
    return new Arbitrary(text);
  }

  private static VersionSpecifier comparison(Operator operator, String text, int position)
      throws SyntaxException {
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    boolean prefix = text.endsWith(".*");
    VersionParts parts = VersionParser.parse(prefix ? text.substring(0, text.length() - 2) : text);
    if (parts == null) {
      throw new SyntaxException(
          Text.of("expected a version after `%s`", "`%s` 之后应为版本号", operator.symbol()), position);
    }
    if (prefix) {
      return prefix(operator, parts, position, equality);
    }
    if (!equality && !parts.local().isEmpty()) {
      throw new SyntaxException(
          Text.of(
              "a local label (`+...`) goes only with `==` and `!=`",
              "本地标签（`+...`）只能与 `==`、`!=` 连用"),
          position);
    }
    if (operator == Operator.COMPATIBLE && parts.release().size() < 2) {
      throw new SyntaxException(
          Text.of("`~=` wants at least two numbers", "`~=` 至少需要两段数字"), position);
    }
    return new Comparison(operator, new Version(parts));
  }

  private static VersionSpecifier prefix(
      Operator operator, VersionParts parts, int position, boolean equality)
      throws SyntaxException {
    boolean plain =
        !parts.isPrerelease() && parts.post() == VersionParts.NONE && parts.local().isEmpty();
    if (!equality || !plain) {
      throw new SyntaxException(
          Text.of(
              "`.*` goes only with `==` and `!=` and a version of numbers alone",
              "`.*` 只能与 `==`、`!=` 及纯数字版本连用"),
          position);
    }
    return new Prefix(operator == Operator.EQUAL, parts.lowest(parts.release()));
  }
}
