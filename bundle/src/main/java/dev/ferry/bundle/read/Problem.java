package dev.ferry.bundle.read;

import dev.ferry.model.Text;

/**
 * Something wrong with one file of a bundle.
 *
 * @param path of the file, as found
 * @param what is wrong with it
 */
public record Problem(String path, Text what) {
  public Text text() {
    return Text.of("`%s`: %s", "`%s`：%s", path, what);
  }
}
