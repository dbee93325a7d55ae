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
    return find(digest).orElseGet(() -> make(file, digest, label));
  }

  private WheelRecord make(Path file, Digest digest, String label) {
    try (FileBytes bytes = FileBytes.open(file)) {
      WheelRecord record = reader.read(bytes, digest, label);
      facts.put(WheelRecordCodec.KIND, digest.hex(), WheelRecordCodec.encode(record));
      return record;
    }
  }
}
