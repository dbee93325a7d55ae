package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.container.TarOutline;
import java.util.Optional;

/** What can be opened. */
enum ContainerKind {
  ZIP,
  GZIP,
  TAR;

  private static final int LOCAL_HEADER = 0x04034b50;

  /** What bytes look like by their beginning. */
  static Optional<ContainerKind> find(Bytes bytes) {
    if (bytes.size() < 18) {
      return Optional.empty();
    }
    if (bytes.intAt(0) == LOCAL_HEADER) {
      return Optional.of(ZIP);
    }
    if (bytes.unsigned(0) == 0x1f && bytes.unsigned(1) == 0x8b && bytes.at(2) == 8) {
      return Optional.of(GZIP);
    }
    return TarOutline.isHeader(bytes, 0) ? Optional.of(TAR) : Optional.empty();
  }
}
