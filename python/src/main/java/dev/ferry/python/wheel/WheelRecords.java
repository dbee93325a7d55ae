package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import dev.ferry.store.FactStore;
import java.nio.file.Path;
import java.util.Optional;

/** The records of wheels by digest, kept so that a wheel is read through once and never again. */
public final class WheelRecords {
  private final FactStore facts;
  private final WheelRecordReader reader;

  public WheelRecords(FactStore facts, WheelRecordReader reader) {
    this.facts = facts;
    this.reader = reader;
  }

  /** The kept record of a wheel. */
  public Optional<WheelRecord> find(Digest digest) {
    return facts
        .find(WheelRecordCodec.KIND, digest.hex())
        .flatMap(WheelRecordCodec::decode)
        .filter(record -> record.digest().equals(digest));
  }

  /**
   * The record of a wheel: the kept one, or else one made from its bytes.
   *
   * @param file the wheel; its bytes must already have hashed to {@code digest}
   * @param label file name for messages
   */
  public WheelRecord read(Path file, Digest digest, String label) {
    return find(digest)
        .orElseGet(
            () -> {
              try (EarlyMembers none = early(0, label)) {
                return make(file, digest, label, none);
              }
            });
  }

  /**
   * Reads members of a wheel that is still on its way; to be told of its bytes.
   *
   * @param size bytes of the whole wheel
   * @param label file name for messages
   */
  public EarlyMembers early(long size, String label) {
    return reader.early(size, label);
  }

  /** The same as {@link #read(Path, Digest, String)}, where members may have been read already. */
  public WheelRecord read(Path file, Digest digest, String label, EarlyMembers early) {
    return find(digest).orElseGet(() -> make(file, digest, label, early));
  }

  private WheelRecord make(Path file, Digest digest, String label, EarlyMembers early) {
    try (FileBytes bytes = FileBytes.open(file)) {
      WheelRecord record = reader.read(bytes, digest, label, early);
      facts.put(WheelRecordCodec.KIND, digest.hex(), WheelRecordCodec.encode(record));
      return record;
    }
  }
}
