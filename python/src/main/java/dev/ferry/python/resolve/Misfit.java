package dev.ferry.python.resolve;

import dev.ferry.model.Text;

/**
 * Something inside a wheel that the target does not have.
 *
 * @param path of the member inside the wheel, {@code libs/libdnnl.so.3}; empty where the wheel as a
 *     whole is meant
 * @param need what it needs: {@code GLIBC 2.27}
 * @param have what the target has: {@code 2.17}
 */
public record Misfit(Kind kind, String path, String need, String have) {
  /** What does not fit. */
  public enum Kind {
    /** A library, or a symbol version of one: the C library's above all. */
    LIBRARY,
    /** A symbol version of the C++ library. */
    GLIBCXX,
    /** Code for another machine. */
    MACHINE,
    /** Segments aligned for smaller memory pages. */
    PAGE_SIZE,
    /** A newer GPU driver. */
    DRIVER,
    /** Instructions that the processor lacks. */
    CPU
  }

  /** A clause: {@code `libs/libdnnl.so.3` needs GLIBC 2.27, target has 2.17}. */
  public Text prose() {
    if (path.isEmpty()) {
      return Text.of("it needs %s, target has %s", "它需要 %s，目标为 %s", need, have);
    }
    return Text.of("`%s` needs %s, target has %s", "`%s` 需要 %s，目标为 %s", path, need, have);
  }
}
