package dev.ferry.bundle.carry;

import dev.ferry.model.Text;

/**
 * Something wrong with one entry of a spec's list.
 *
 * @param list the key of the list, {@code files} or {@code python}
 * @param index of the entry in it, from zero
 * @param field of the entry, {@code to}
 * @param text what is wrong, with the path as the user wrote it
 */
public record Fault(String list, int index, String field, Text text) {
  /** The same with its place in words, for a reader who has no line numbers. */
  public Text located() {
    return Text.of("`%s[%d].%s`: %s", "`%s[%d].%s`：%s", list, index, field, text);
  }
}
