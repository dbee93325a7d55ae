package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.inventory.BlobKind;
import dev.ferry.carry.inventory.HeldBlob;
import dev.ferry.model.Digest;
import dev.ferry.python.filename.WheelFilename;
import java.util.Optional;

/**
 * A blob that a site is believed to have, and what it is.
 *
 * @param digest of its bytes
 * @param size in bytes
 * @param title a path in a bundle or another name; empty where nobody said
 * @param wheel what it is, where it is a wheel
 */
public record BelievedBlob(Digest digest, long size, String title, Optional<WheelName> wheel) {
  /** One that an inventory lists. */
  static BelievedBlob of(HeldBlob held) {
    Optional<WheelName> wheel =
        held.kind() == BlobKind.WHEEL
            ? WheelName.find(held.name(), held.version(), held.tags())
            : Optional.empty();
    return new BelievedBlob(held.digest(), held.size(), held.name(), wheel);
  }

  /** One that travelled. */
  public static BelievedBlob of(Blob blob) {
    String title = blob.title().orElse("");
    return new BelievedBlob(blob.digest(), blob.size(), title, wheel(title));
  }

  /** The same under the title that a bundle gives it. */
  public BelievedBlob titled(String path) {
    return new BelievedBlob(digest, size, path, wheel.or(() -> wheel(path)));
  }

  /** What a path says about a wheel. */
  public static Optional<WheelName> wheel(String path) {
    return WheelFilename.findWheel(path.substring(path.lastIndexOf('/') + 1)).map(WheelName::of);
  }
}
