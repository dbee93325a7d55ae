package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Volumes;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The old file, and what was opened of it so far. */
final class OldSide {
  private final Volumes volumes;
  private final List<OldRef> opened = new ArrayList<>();

  OldSide(Bytes old, Scratch scratch) {
    this.volumes = new Volumes(old, scratch);
  }

  /** Where something lies: a volume and a range of it. */
  record Region(int volume, long place, long size) {
    /** Plain bytes of it. */
    OldRef plain(long from, long length) {
      return OldRef.plain(volume, place + from, length);
    }

    /** A deflated stream of it. */
    OldRef deflated(long from, long packed, long content) {
      return new OldRef(volume, place + from, true, packed, content);
    }
  }

  /** A place to look further into content; a new volume where it is deflated. */
  Optional<Region> region(OldRef ref) throws IOException {
    if (!ref.deflated()) {
      return Optional.of(new Region(ref.volume(), ref.place(), ref.size()));
    }
    int known = opened.indexOf(ref);
    if (known >= 0) {
      return Optional.of(new Region(known + 1, 0, ref.size()));
    }
    if (!isSound(ref)) {
      return Optional.empty();
    }
    volumes.open(ref);
    opened.add(ref);
    return Optional.of(new Region(opened.size(), 0, ref.size()));
  }

  Bytes bytes(Region region) {
    return volumes.volume(region.volume()).slice(region.place(), region.size());
  }

  /** Whether content can be had. */
  boolean isSound(OldRef ref) throws IOException {
    try {
      volumes.write(ref, OutputStream.nullOutputStream());
      return true;
    } catch (BadDelta damaged) {
      return false;
    }
  }

  Bytes content(OldRef ref) throws IOException {
    return volumes.content(ref);
  }

  /** Content; empty where it cannot be had. */
  Optional<Bytes> findContent(OldRef ref) throws IOException {
    try {
      return Optional.of(volumes.content(ref));
    } catch (BadDelta damaged) {
      return Optional.empty();
    }
  }

  void write(OldRef ref, OutputStream to) throws IOException {
    volumes.write(ref, to);
  }

  List<OldRef> opened() {
    return opened;
  }
}
