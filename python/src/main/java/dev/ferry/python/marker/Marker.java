package dev.ferry.python.marker;

import dev.ferry.model.Text;
import dev.ferry.python.marker.Expression.And;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.syntax.Cursor;
import dev.ferry.python.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A condition on the environment (PEP 508). Equal markers have the same canonical text. */
public final class Marker {
  private static final int MAXIMUM_LENGTH = 64 * 1024;
  private static final Marker ALWAYS = new Marker(new And(List.of()));

  private final Expression expression;

  Marker(Expression expression) {
    this.expression = expression;
  }

  /**
   * Parses a marker, without the {@code ;} before it.
   *
   * @throws dev.ferry.model.FerryException if it is not one
   */
  public static Marker parse(String text) {
    try {
      Cursor cursor = new Cursor(text, MAXIMUM_LENGTH);
      Marker marker = MarkerParser.read(cursor);
      if (!cursor.atEnd()) {
        throw cursor.error(Text.of("expected `and`, `or` or the end", "此处应为 `and`、`or` 或结束"));
      }
      return marker;
    } catch (SyntaxException wrong) {
      throw wrong.toFailure(Text.of("marker", "环境标记"), text);
    }
  }

  /** The marker that always holds. */
  public static Marker always() {
    return ALWAYS;
  }

  public boolean isAlways() {
    return equals(ALWAYS);
  }

  /** Holds where both hold. */
  public Marker and(Marker other) {
    if (isAlways()) {
      return other;
    }
    if (other.isAlways()) {
      return this;
    }
    List<Expression> both = new ArrayList<>();
    for (Expression each : List.of(expression, other.expression)) {
      if (each instanceof And and) {
        both.addAll(and.parts());
      } else {
        both.add(each);
      }
    }
    return new Marker(new And(both));
  }

  /**
   * Whether the marker holds on a target when these extras of the package are asked for, as pip
   * sees it: the extra that a marker compares with is each of them in turn, or empty where there
   * are none, and the marker holds if it holds once. Where the target leaves a variable open, it
   * holds if it holds for some value of it. A comparison without meaning, such as {@code os_name ~=
   * "x"}, is false.
   */
  public boolean evaluate(MarkerEnvironment environment, Set<String> extras) {
    if (isAlways()) {
      return true;
    }
    Set<String> names = new TreeSet<>();
    extras.forEach(extra -> names.add(PackageName.normalize(extra)));
    List<MarkerEnvironment.Assignment> assignments = environment.assignments(expression);
    if (assignments.isEmpty()) {
      return true;
    }
    for (MarkerEnvironment.Assignment assignment : assignments) {
      if (Evaluation.of(expression, assignment, names)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the marker's answer can depend on the extras asked for. */
  public boolean mentionsExtra() {
    return variables().contains(Variable.EXTRA) || variables().contains(Variable.EXTRAS);
  }

  /** The names of extras that it compares with, normalised. */
  public Set<String> extras() {
    Set<String> extras = new TreeSet<>();
    expression.forEach(
        comparison -> {
          Variable variable = Evaluation.variable(comparison);
          if (variable == Variable.EXTRA || variable == Variable.EXTRAS) {
            extras.add(Evaluation.literal(comparison));
          }
        });
    return extras;
  }

  /** The variables it names. */
  public Set<Variable> variables() {
    return Evaluation.variables(expression);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Marker marker && toString().equals(marker.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /**
   * The canonical text: one blank between words, double quotes where possible, parentheses only
   * where needed; empty for the marker that always holds.
   */
  @Override
  public String toString() {
    return expression.toString();
  }
}
