package dev.ferry.carry.export;

import dev.ferry.model.Digest;
import dev.ferry.oci.archive.Extent;
import java.io.IOException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * How much two archives share, by the checksums of their members: cheap, read from the directory
 * alone, and only ever a guess.
 */
final class Similarity {
  private static final int MOST_MEMBERS = 200_000;

  private record Member(long checksum, long size) {}

  private final Map<Member, Long> members;
  private final long size;

  private Similarity(Map<Member, Long> members, long size) {
    this.members = members;
    this.size = size;
  }

  /** What others are compared with. */
  static Similarity to(Sources sources, Digest digest, long size) {
    return new Similarity(members(sources, digest, size), size);
  }

  /** Bytes of the new archive, compressed, whose members another one has; 0 where one is none. */
  long shared(Sources sources, Digest old, long oldSize) {
    long shared = 0;
    for (Member member : members(sources, old, oldSize).keySet()) {
      shared += members.getOrDefault(member, 0L);
    }
    return shared;
  }

  /** What a delta against it may cost: what is not shared, a little for each member that is. */
  long estimate(Sources sources, Digest old, long oldSize) {
    return members.isEmpty() ? size : Math.max(0, size - shared(sources, old, oldSize));
  }

  private static Map<Member, Long> members(Sources sources, Digest digest, long size) {
    Optional<Extent> at = sources.find(digest, size);
    Map<Member, Long> members = new HashMap<>();
    if (at.isEmpty() || at.get().offset() != 0) {
      return members;
    }
    try (ZipFile zip = new ZipFile(at.get().file().toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements() && members.size() < MOST_MEMBERS) {
        ZipEntry entry = entries.nextElement();
        members.merge(
            new Member(entry.getCrc(), entry.getSize()), entry.getCompressedSize(), Long::sum);
      }
    } catch (IOException noZip) {
      members.clear();
    }
    return members;
  }
}
