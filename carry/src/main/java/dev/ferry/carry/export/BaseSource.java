package dev.ferry.carry.export;

import dev.ferry.carry.ledger.WheelName;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import java.util.Optional;

/** Where wheels can be had again that a site has and this machine has no more. */
public interface BaseSource {
  /** Nowhere: bases come from this machine only. */
  BaseSource NONE = (wheel, digest, size) -> Optional.of(Text.same(""));

  /**
   * Takes a wheel into the store.
   *
   * @param digest that its bytes must have
   * @param size in bytes
   * @return nothing where it is in the store now, else why it is not, which may be empty
   */
  Optional<Text> fetch(WheelName wheel, Digest digest, long size);
}
