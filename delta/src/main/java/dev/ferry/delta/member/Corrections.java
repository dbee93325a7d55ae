package dev.ferry.delta.member;

import dev.ferry.delta.code.ReferenceKind;

/** Numbers that are predicted, on their way into a delta or out of it. */
public interface Corrections {
  /**
   * One field.
   *
   * @param expected what both sides expect
   * @param actual the field where a delta is made; not looked at where one is applied
   * @return the field
   */
  long code(ReferenceKind kind, long expected, long actual);
}
