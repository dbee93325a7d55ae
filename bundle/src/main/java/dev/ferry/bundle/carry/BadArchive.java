package dev.ferry.bundle.carry;

import dev.ferry.model.Text;

/** An archive that {@code install.py} would refuse. */
@SuppressWarnings("serial") // It never leaves this package.
final class BadArchive extends Exception {
  private final Text text;

  BadArchive(Text text) {
    super(text.in(dev.ferry.model.Language.ENGLISH));
    this.text = text;
  }

  Text text() {
    return text;
  }
}
