package dev.ferry.carry.export;

import dev.ferry.carry.ledger.WheelName;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;

/**
 * A wheel that travels whole only because what the site has of it is not on this machine.
 *
 * @param fresh what travels
 * @param size bytes of it
 * @param old what the site has
 */
public record AbsentBase(WheelName fresh, long size, WheelName old) {
  /** Smaller wheels are not worth a word. */
  static final long WORTH = 1_000_000;

  /** What a person is told. */
  public Text text() {
    String there =
        fresh.version().equals(old.version())
            ? old.version() + " (" + old.tags() + ")"
            : old.version().toString();
    return Text.of(
        "`%s` %s travels whole (%s): the site has %s, which is not on this machine;"
            + " `--base BUNDLE` names it",
        "`%s` %s 将完整携带（%s）：站点有 %s，但本机没有；可用 `--base BUNDLE` 指出",
        fresh.name(),
        fresh.version(),
        new DataSize(size),
        there);
  }
}
