package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that installation, fit checks, snapshots and deltas ask of a wheel, learned in one
 * pass over its bytes. A pure function of those bytes, so it is kept under their digest.
 *
 * @param digest of the whole wheel
 * @param size of the whole wheel, bytes
 * @param distInfo its dist-info folder, {@code NAME-VERSION.dist-info}
 * @param infoFiles small files of that folder by name: {@code METADATA}, {@code WHEEL}, {@code
 *     entry_points.txt}
 * @param members all files, in the archive's order
 */
public record WheelRecord(
    Digest digest,
    long size,
    String distInfo,
    Map<String, byte[]> infoFiles,
    List<MemberFacts> members) {
  /** The files of the dist-info folder that a record holds. */
  static final List<String> INFO_FILES = List.of("METADATA", "WHEEL", "entry_points.txt");

  public WheelRecord {
    infoFiles = java.util.Collections.unmodifiableMap(new TreeMap<>(infoFiles));
    members = List.copyOf(members);
  }

  /** A file of the dist-info folder; the array is the record's own. */
  public Optional<byte[]> findInfo(String name) {
    return Optional.ofNullable(infoFiles.get(name));
  }

  /** {@code METADATA}; every wheel has one. */
  public byte[] metadata() {
    return findInfo("METADATA").orElseThrow();
  }
}
