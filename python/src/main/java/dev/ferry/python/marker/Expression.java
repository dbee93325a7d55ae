package dev.ferry.python.marker;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The tree of a marker. */
sealed interface Expression {
  /** Calls the consumer for every comparison, from left to right. */
  void forEach(Consumer<Comparison> consumer);

  /** All must hold; an empty one always holds. */
  record And(List<Expression> parts) implements Expression {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public void forEach(Consumer<Comparison> consumer) {
      parts.forEach(part -> part.forEach(consumer));
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> part instanceof Or ? "(" + part + ")" : part.toString())
          .collect(Collectors.joining(" and "));
    }
  }

  /** One must hold. */
  record Or(List<Expression> parts) implements Expression {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public void forEach(Consumer<Comparison> consumer) {
      parts.forEach(part -> part.forEach(consumer));
    }

    @Override
    public String toString() {
      return parts.stream().map(Expression::toString).collect(Collectors.joining(" or "));
    }
  }

  /** One side of a comparison. */
  sealed interface Operand {}

  /** A variable of the environment. */
  record Named(Variable variable) implements Operand {
    @Override
    public String toString() {
      return variable.id();
    }
  }

  /** A text in quotes; it never has both kinds of quotes. */
  record Literal(String text) implements Operand {
    @Override
    public String toString() {
      String quote = text.indexOf('"') < 0 ? "\"" : "'";
      return quote + text + quote;
    }
  }

  /** {@code left operator right}. */
  record Comparison(Operand left, Operator operator, Operand right) implements Expression {
    @Override
    public void forEach(Consumer<Comparison> consumer) {
      consumer.accept(this);
    }

    @Override
    public String toString() {
      return left + " " + operator.symbol() + " " + right;
    }
  }
}
