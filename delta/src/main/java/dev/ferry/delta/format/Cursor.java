package dev.ferry.delta.format;

import dev.ferry.delta.container.CentralEntry;
import dev.ferry.delta.container.ZipValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the old side was read last, and what is expected next: in a zip, the data behind the next
 * local header, of the size that the directory has. Directories of a delta hold the sizes of the
 * old entry where those of the new one follow from its data.
 */
final class Cursor {
  private int volume;
  private long place;
  private @Nullable CentralEntry entry;
  private long between;

  /** In an entry of a zip from now on. */
  void enter(CentralEntry now, ZipEntry.Traits traits) {
    entry = now;
    between =
        (long) ZipValues.LOCAL_FIXED
            + now.nameLength()
            + (traits.sameExtra() ? now.extraLength() : 0)
            + traits.descriptor().length();
  }

  /** In no entry, or inside its content, from now on. */
  void leave() {
    entry = null;
    between = 0;
  }

  /** Whether something is expected. */
  boolean expects() {
    return entry != null;
  }

  int volume() {
    return volume;
  }

  /** Where content is expected in a volume. */
  long expectedPlace(int inVolume) {
    return inVolume == volume ? place + between : 0;
  }

  /** The size of the data that is expected. */
  long expectedPacked() {
    return entry == null ? 0 : entry.packed();
  }

  /** The content that is expected, at a place. */
  OldRef expected(long at) {
    CentralEntry now = Objects.requireNonNull(entry);
    return now.method() == 8
        ? new OldRef(volume, at, true, now.packed(), now.size())
        : OldRef.plain(volume, at, now.packed());
  }

  /** The old side was read. */
  void read(int inVolume, long end) {
    volume = inVolume;
    place = end;
  }
}
