package dev.ferry.python.marker;

import dev.ferry.python.marker.Expression.And;
import dev.ferry.python.marker.Expression.Comparison;
import dev.ferry.python.marker.Expression.Literal;
import dev.ferry.python.marker.Expression.Named;
import dev.ferry.python.marker.Expression.Operand;
import dev.ferry.python.marker.Expression.Or;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifier;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates a marker with one value for each variable, as the {@code packaging} library does: the
 * variables that hold versions are compared by PEP 440 where the right side makes a valid clause;
 * everything else as text, where only equality has a meaning.
 */
final class Evaluation {
  private final MarkerEnvironment.Assignment assignment;
  private final Set<String> extras;
  private final String extra;

  private Evaluation(MarkerEnvironment.Assignment assignment, Set<String> extras, String extra) {
    this.assignment = assignment;
    this.extras = extras;
    this.extra = extra;
  }

  static boolean of(
      Expression expression, MarkerEnvironment.Assignment assignment, Set<String> extras) {
    if (extras.isEmpty()) {
      return new Evaluation(assignment, extras, "").holds(expression);
    }
    return extras.stream()
        .anyMatch(extra -> new Evaluation(assignment, extras, extra).holds(expression));
  }

  static Set<Variable> variables(Expression expression) {
    Set<Variable> variables = EnumSet.noneOf(Variable.class);
    expression.forEach(comparison -> variables.add(variable(comparison)));
    return variables;
  }

  /** The variable of a comparison; the other side is a literal. */
  static Variable variable(Comparison comparison) {
    return switch (comparison.left()) {
      case Named named -> named.variable();
      case Literal literal -> ((Named) comparison.right()).variable();
    };
  }

  static String literal(Comparison comparison) {
    return switch (comparison.left()) {
      case Literal literal -> literal.text();
      case Named named -> ((Literal) comparison.right()).text();
    };
  }

  private boolean holds(Expression expression) {
    return switch (expression) {
      case And and -> and.parts().stream().allMatch(this::holds);
      case Or or -> or.parts().stream().anyMatch(this::holds);
      case Comparison comparison -> compare(comparison);
    };
  }

  private boolean compare(Comparison comparison) {
    Variable variable = variable(comparison);
    if (variable.isSet()) {
      return member(comparison, variable);
    }
    String left = text(comparison.left());
    String right = text(comparison.right());
    Operator operator = comparison.operator();
    if (variable.isVersion() && !operator.isWord()) {
      Optional<VersionSpecifier> clause = VersionSpecifier.findSpecifier(operator.symbol() + right);
      if (clause.isPresent()) {
        return satisfies(left, clause.get());
      }
    }
    return compareText(left, operator, right);
  }

  private static boolean satisfies(String version, VersionSpecifier clause) {
    // `===` compares spelling, so here the text need not be a version.
    if (clause instanceof VersionSpecifier.Arbitrary arbitrary) {
      return arbitrary.text().equalsIgnoreCase(version);
    }
    return Version.findVersion(version).map(clause::contains).orElse(false);
  }

  private static boolean compareText(String left, Operator operator, String right) {
    return switch (operator) {
      case EQUAL, AT_MOST, AT_LEAST -> left.equals(right);
      case NOT_EQUAL -> !left.equals(right);
      case IN -> right.contains(left);
      case NOT_IN -> !right.contains(left);
      case LESS, GREATER, COMPATIBLE, IDENTICAL -> false;
    };
  }

  /** {@code "name" in extras} (PEP 751). */
  private boolean member(Comparison comparison, Variable variable) {
    Set<String> set = variable == Variable.EXTRAS ? extras : Set.of();
    return comparison.left() instanceof Literal literal
        && switch (comparison.operator()) {
          case IN -> set.contains(literal.text());
          case NOT_IN -> !set.contains(literal.text());
          default -> false;
        };
  }

  private String text(Operand operand) {
    return switch (operand) {
      case Literal literal -> literal.text();
      case Named named ->
          named.variable() == Variable.EXTRA ? extra : assignment.value(named.variable());
    };
  }
}
