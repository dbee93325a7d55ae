package dev.ferry.carry.export;

import dev.ferry.carry.ledger.BelievedBlob;
import dev.ferry.carry.ledger.WheelName;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;

/**
 * A wheel that travels whole only because what the site has of it is not on this machine.
 *
 * @param fresh what travels
 * @param size bytes of it
 * @param base what the site has, a wheel
 * @param why it could not be fetched again; empty where nobody tried
 */
public record AbsentBase(WheelName fresh, long size, BelievedBlob base, Text why) {
  /** Smaller wheels are not worth a word. */
  static final long WORTH = 1_000_000;

  /** What the site has. */
  public WheelName old() {
    return base.wheel().orElseThrow();
  }

  /** The same, with the reason why it is not here. */
  AbsentBase because(Text reason) {
    return new AbsentBase(fresh, size, base, reason);
  }

  /** What a person is told. */
  public Text text() {
    WheelName old = old();
    String there =
        fresh.version().equals(old.version())
            ? old.version() + " (" + old.tags() + ")"
            : old.version().toString();
    return Text.of(
        "`%s` %s travels whole (%s): the site has %s, which is not on this machine;"
            + " `--base BUNDLE` names it%s",
        "`%s` %s 将完整携带（%s）：站点有 %s，但本机没有；可用 `--base BUNDLE` 指出%s",
        fresh.name(),
        fresh.version(),
        new DataSize(size),
        there,
        why.english().isEmpty() ? why : Text.of(" (%s)", "（%s）", why));
  }
}
