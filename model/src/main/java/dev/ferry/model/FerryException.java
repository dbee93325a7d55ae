package dev.ferry.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure with everything that a person needs: what was tried, on what, what was wrong (got,
 * want); the reasons; what could be done instead. Advice is in {@link #hint()}, never in the
 * message.
 */
public final class FerryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final transient Text text;
  private final transient List<Text> reasons;
  private final transient List<Alternative> alternatives;
  private final transient @Nullable Text hint;

  public FerryException(Failure failure, Text text) {
    this(failure, text, List.of(), List.of(), null, null);
  }

  public FerryException(Failure failure, Text text, Throwable cause) {
    this(failure, text, List.of(), List.of(), null, cause);
  }

  private FerryException(
      Failure failure,
      Text text,
      List<Text> reasons,
      List<Alternative> alternatives,
      @Nullable Text hint,
      @Nullable Throwable cause) {
    super(text.english(), cause);
    this.failure = failure;
    this.text = text;
    this.reasons = List.copyOf(reasons);
    this.alternatives = List.copyOf(alternatives);
    this.hint = hint;
  }

  /** The same failure with a line of advice. */
  public FerryException hint(Text advice) {
    return new FerryException(failure, text, reasons, alternatives, advice, this);
  }

  /** The same failure with the chain of reasons, outermost first. */
  public FerryException reasons(List<Text> chain) {
    return new FerryException(failure, text, chain, alternatives, hint, this);
  }

  /** The same failure with what can be built instead, nearest first. */
  public FerryException alternatives(List<Alternative> nearest) {
    return new FerryException(failure, text, reasons, nearest, hint, this);
  }

  public Failure failure() {
    return failure;
  }

  public Text text() {
    return text;
  }

  public List<Text> reasons() {
    return reasons;
  }

  public List<Alternative> alternatives() {
    return alternatives;
  }

  public Optional<Text> hint() {
    return Optional.ofNullable(hint);
  }
}
