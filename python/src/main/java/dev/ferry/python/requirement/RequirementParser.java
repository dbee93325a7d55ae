package dev.ferry.python.requirement;

import static dev.ferry.python.syntax.Characters.isAlphanumeric;

import dev.ferry.model.Text;
import dev.ferry.python.marker.Marker;
import dev.ferry.python.marker.MarkerParser;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.syntax.Characters;
import dev.ferry.python.syntax.Cursor;
import dev.ferry.python.syntax.SyntaxException;
import dev.ferry.python.version.SpecifierParser;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the grammar of PEP 508 from {@code specification} downwards. */
public final class RequirementParser {
  private static final int MAXIMUM_LENGTH = 64 * 1024;
  private static final String OPERATOR_START = "=!<>~";

  private final String source;
  private final Cursor cursor;

  private RequirementParser(String source) throws SyntaxException {
    this.source = source;
    this.cursor = new Cursor(source, MAXIMUM_LENGTH);
  }

  /** Parses a whole text; the exception knows the place of the mistake. */
  public static Requirement parse(String text) throws SyntaxException {
    return new RequirementParser(text).requirement();
  }

  private Requirement requirement() throws SyntaxException {
    cursor.skipBlanks();
    PackageName name =
        identifier().orElseThrow(() -> cursor.error(Text.of("expected a package name", "此处应为包名")));
    cursor.skipBlanks();
    SortedSet<String> extras = extras();
    cursor.skipBlanks();
    if (cursor.skip("@")) {
      cursor.skipBlanks();
      return withUrl(name, extras);
    }
    VersionSpecifiers specifiers = specifiers();
    cursor.skipBlanks();
    Marker marker = marker(!specifiers.isAny());
    return new Requirement(name, extras, specifiers, Optional.empty(), marker);
  }

  private Requirement withUrl(PackageName name, SortedSet<String> extras) throws SyntaxException {
    String url = cursor.takeWhile(c -> c != ' ' && c != '\t');
    if (url.isEmpty()) {
      throw cursor.error(Text.of("expected a URL after `@`", "`@` 之后应为 URL"));
    }
    cursor.skipBlanks();
    return new Requirement(name, extras, VersionSpecifiers.any(), Optional.of(url), marker(false));
  }

  /** A name: as far as letters, digits and the three separators go. */
  private Optional<PackageName> identifier() throws SyntaxException {
    int start = cursor.position();
    String text = cursor.takeWhile(c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.');
    Optional<PackageName> name = PackageName.find(text);
    if (name.isEmpty()) {
      int end = cursor.position();
      cursor.rewind(start);
      if (end > start) {
        throw cursor.error(
            Text.of("a name begins and ends with a letter or digit", "名称须以字母或数字开头和结尾"));
      }
    }
    return name;
  }

  private SortedSet<String> extras() throws SyntaxException {
    SortedSet<String> extras = new TreeSet<>();
    if (!cursor.skip("[")) {
      return extras;
    }
    cursor.skipBlanks();
    if (cursor.skip("]")) {
      return extras;
    }
    do {
      cursor.skipBlanks();
      PackageName extra =
          identifier()
              .orElseThrow(
                  () -> cursor.error(Text.of("expected the name of an extra", "此处应为 extra 的名称")));
      extras.add(extra.normalized());
      cursor.skipBlanks();
    } while (cursor.skip(","));
    if (!cursor.skip("]")) {
      throw cursor.error(
          Text.of("expected `,` or `]` in the list of extras", "extra 列表中此处应为 `,` 或 `]`"));
    }
    return extras;
  }

  private VersionSpecifiers specifiers() throws SyntaxException {
    boolean parenthesis = cursor.skip("(");
    cursor.skipBlanks();
    int start = cursor.position();
    skipClauses();
    VersionSpecifiers specifiers = parse(start, cursor.position());
    cursor.skipBlanks();
    if (parenthesis) {
      cursor.expect(")");
    }
    return specifiers;
  }

  /** Moves behind the clauses, each with the comma after it. */
  private void skipClauses() {
    while (OPERATOR_START.indexOf(cursor.peek()) >= 0 && !cursor.atEnd()) {
      if (cursor.skip("===")) {
        cursor.takeWhile(Characters::isSpace);
        cursor.takeWhile(c -> !Characters.isSpace(c) && c != ';' && c != ')');
      } else {
        cursor.takeWhile(c -> OPERATOR_START.indexOf(c) >= 0);
        cursor.takeWhile(Characters::isSpace);
        cursor.takeWhile(
            c -> !Characters.isSpace(c) && c != ';' && c != ')' && c != ',' && c != '(');
      }
      int behind = cursor.position();
      cursor.skipBlanks();
      if (!cursor.skip(",")) {
        cursor.rewind(behind);
        return;
      }
      cursor.skipBlanks();
    }
  }

  private VersionSpecifiers parse(int start, int end) throws SyntaxException {
    try {
      return SpecifierParser.set(source.substring(start, end));
    } catch (SyntaxException wrong) {
      throw new SyntaxException(wrong.reason(), start + wrong.position());
    }
  }

  private Marker marker(boolean afterVersion) throws SyntaxException {
    if (cursor.atEnd()) {
      return Marker.always();
    }
    if (!cursor.skip(";")) {
      throw cursor.error(
          afterVersion
              ? Text.of(
                  "expected `,` and another clause, `;` and a marker, or the end",
                  "此处应为 `,` 加条件、`;` 加环境标记，或结束")
              : Text.of(
                  "expected a version clause, `;` and a marker, or the end",
                  "此处应为版本条件、`;` 加环境标记，或结束"));
    }
    Marker marker = MarkerParser.read(cursor);
    if (!cursor.atEnd()) {
      throw cursor.error(Text.of("expected `and`, `or` or the end", "此处应为 `and`、`or` 或结束"));
    }
    return marker;
  }
}
