package dev.ferry.python.syntax;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;

/** A text that does not follow its grammar, with the place where it stopped making sense. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 200;

  private final transient Text reason;
  private final int position;

  /**
   * @param reason what was expected, as the end of a sentence
   * @param position index of the character in the text, from 0
   */
  public SyntaxException(Text reason, int position) {
    super(reason.english(), null, false, false);
    this.reason = reason;
    this.position = position;
  }

  public Text reason() {
    return reason;
  }

  public int position() {
    return position;
  }

  /**
   * The failure to show when nothing more is known than the text itself.
   *
   * @param kind what the text was meant to be, for example "requirement"
   */
  public FerryException toFailure(Text kind, String source) {
    return new FerryException(
        Failure.USAGE,
        Text.of(
            "Bad %s `%s`: %s (at character %d)",
            "%s `%s` 有误：%s（第 %d 个字符）", kind, abbreviate(source), reason, position + 1),
        this);
  }

  /** The text as far as it fits in a message, control characters made harmless. */
  public static String abbreviate(String source) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < source.length() && i < SHOWN; i++) {
      char c = source.charAt(i);
      shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return source.length() > SHOWN ? shown + "..." : shown.toString();
  }
}
