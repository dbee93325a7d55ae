package dev.ferry.python.marker;

import dev.ferry.model.Text;
import dev.ferry.python.marker.Expression.Comparison;
import dev.ferry.python.marker.Expression.Literal;
import dev.ferry.python.marker.Expression.Named;
import dev.ferry.python.marker.Expression.Operand;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.syntax.Cursor;
import dev.ferry.python.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the grammar of PEP 508 from {@code marker_or} downwards. */
public final class MarkerParser {
  private static final int MAXIMUM_DEPTH = 60;

  private final Cursor cursor;
  private int depth;

  private MarkerParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Reads a marker at the cursor and leaves the cursor behind it. */
  public static Marker read(Cursor cursor) throws SyntaxException {
    return new Marker(new MarkerParser(cursor).or());
  }

  private Expression or() throws SyntaxException {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(and());
    } while (cursor.skipWord("or"));
    return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
  }

  private Expression and() throws SyntaxException {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(atom());
    } while (cursor.skipWord("and"));
    return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
  }

  private Expression atom() throws SyntaxException {
    cursor.skipBlanks();
    if (!cursor.skip("(")) {
      return comparison();
    }
    if (++depth > MAXIMUM_DEPTH) {
      throw cursor.error(Text.of("more than %d nested parentheses", "括号嵌套超过 %d 层", MAXIMUM_DEPTH));
    }
    Expression inner = or();
    cursor.expect(")");
    depth--;
    cursor.skipBlanks();
    return inner;
  }

  private Expression comparison() throws SyntaxException {
    int start = cursor.position();
    Operand left = operand();
    cursor.skipBlanks();
    Operator operator = operator();
    cursor.skipBlanks();
    Operand right = operand();
    cursor.skipBlanks();
    if (left instanceof Literal && right instanceof Literal) {
      throw new SyntaxException(Text.of("a comparison of two literals", "比较的两边都是文字"), start);
    }
    if (left instanceof Named && right instanceof Named) {
      throw new SyntaxException(Text.of("a comparison of two variables", "比较的两边都是变量"), start);
    }
    return new Comparison(normalized(left, right), operator, normalized(right, left));
  }

  /** PEP 685: the name of an extra is compared in its normalised form. */
  private static Operand normalized(Operand operand, Operand other) {
    return operand instanceof Literal literal
            && other instanceof Named named
            && named.variable().isName()
        ? new Literal(PackageName.normalize(literal.text()))
        : operand;
  }

  private Operand operand() throws SyntaxException {
    int start = cursor.position();
    char quote = cursor.peek();
    if (quote == '"' || quote == '\'') {
      cursor.skip(String.valueOf(quote));
      Optional<String> text = cursor.takeThrough(quote);
      if (text.isEmpty()) {
        throw new SyntaxException(Text.of("the quote is not closed", "引号没有闭合"), start);
      }
      return new Literal(PythonString.decode(text.get(), start));
    }
    return new Named(variable());
  }

  private Variable variable() throws SyntaxException {
    for (Variable variable : Variable.values()) {
      if (cursor.skipWord(variable.id())
          || variable.oldNames().stream().anyMatch(cursor::skipWord)) {
        return variable;
      }
    }
    throw cursor.error(
        Text.of(
            "expected a marker variable such as `python_version` or a quoted text",
            "此处应为标记变量（如 `python_version`）或带引号的文字"));
  }

  private Operator operator() throws SyntaxException {
    for (Operator operator : Operator.values()) {
      if (!operator.isWord() && cursor.skip(operator.symbol())) {
        return operator;
      }
    }
    if (cursor.skipWord("in")) {
      return Operator.IN;
    }
    if (cursor.skipWord("not") && cursor.skipBlanks() && cursor.skipWord("in")) {
      return Operator.NOT_IN;
    }
    throw cursor.error(
        Text.of(
            "expected one of `<=`, `<`, `!=`, `==`, `>=`, `>`, `~=`, `===`, `in`, `not in`",
            "此处应为 `<=`、`<`、`!=`、`==`、`>=`、`>`、`~=`、`===`、`in`、`not in` 之一"));
  }
}
