package dev.ferry.carry.goods;

import dev.ferry.model.Digest;
import java.util.Optional;

/**
 * Bytes that the far side needs or has.
 *
 * @param digest of all of them
 * @param size in bytes
 * @param title what people call it: a path in the bundle, the name of a base; for messages only
 */
public record Blob(Digest digest, long size, Optional<String> title) {
  /** Most characters of a title. */
  public static final int LONGEST_TITLE = 255;

  /** What to call it in a message. */
  public String shown() {
    return title.orElse(digest.toString());
  }
}
