package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.container.CentralEntry;
import dev.ferry.delta.container.RecordText;
import dev.ferry.delta.container.RecordText.Values;
import dev.ferry.delta.container.ZipOutline;
import dev.ferry.delta.container.ZipOutline.Located;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.generate.OldSide.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The zip that a new zip is compared with. */
final class OldZip {
  private static final int DEFLATED = 8;
  private static final int MOST_LIST = 64 << 20;

  private final OldSide old;
  private final Region region;
  private final Bytes bytes;
  private final ZipOutline outline;
  private final Map<Key, List<Located>> same = new HashMap<>();
  private final Counterparts<Located> counterparts;

  private record Key(int crc, long packed, long size, int method) {
    static Key of(CentralEntry entry, Located at) {
      return new Key(entry.crc(), at.packed(), at.size(), entry.method());
    }
  }

  private OldZip(OldSide old, Region region, Bytes bytes, ZipOutline outline) {
    this.old = old;
    this.region = region;
    this.bytes = bytes;
    this.outline = outline;
    List<Located> present = outline.inFileOrder();
    for (Located entry : present) {
      same.computeIfAbsent(Key.of(entry.central(), entry), any -> new ArrayList<>(1)).add(entry);
    }
    this.counterparts = new Counterparts<>(present, this::path, Located::size);
  }

  static Optional<OldZip> find(OldSide old, Optional<Region> region) {
    return region.flatMap(
        at -> {
          Bytes bytes = old.bytes(at);
          return ZipOutline.find(bytes).map(outline -> new OldZip(old, at, bytes, outline));
        });
  }

  private String path(Located entry) {
    return path(entry, bytes);
  }

  /** The name of an entry, each byte a character. */
  static String path(Located entry, Bytes of) {
    return new String(entry.central().name(of), StandardCharsets.ISO_8859_1);
  }

  /** The entry with the same compressed bytes; the one of the same name if there are several. */
  Optional<Located> findSame(Located fresh, Bytes zip) {
    String path = path(fresh, zip);
    Optional<Located> found = Optional.empty();
    for (Located entry : same.getOrDefault(Key.of(fresh.central(), fresh), List.of())) {
      if (Copying.equal(bytes, entry.data(), zip, fresh.data(), fresh.packed())
          && (found.isEmpty() || path.equals(path(entry)))) {
        found = Optional.of(entry);
      }
    }
    return found;
  }

  Optional<Located> findCounterpart(Located fresh, Bytes zip) {
    return counterparts.find(path(fresh, zip), fresh.size());
  }

  Optional<Located> findCounterpart(String path) {
    return counterparts.find(path, 0);
  }

  /** The compressed bytes of an entry. */
  OldRef packed(Located entry) {
    return region.plain(entry.data(), entry.packed());
  }

  /** The content of an entry, which may not be there to be had. */
  OldRef content(Located entry) {
    return entry.central().method() == DEFLATED
        ? region.deflated(entry.data(), entry.packed(), entry.size())
        : packed(entry);
  }

  /** The directory with what follows it. */
  OldRef skeleton() {
    return region.plain(outline.directory(), bytes.size() - outline.directory());
  }

  /** Bytes of the end record: size and place of the directory. */
  Optional<byte[]> findEnd() {
    if (outline.end() + 22 > bytes.size()) {
      return Optional.empty();
    }
    byte[] end = new byte[8];
    bytes.copy(outline.end() + 12, end, 0, end.length);
    return Optional.of(end);
  }

  /** A list of files, by path. */
  Map<String, Values> fileList(OldRef content) throws IOException {
    Map<String, Values> all = new HashMap<>();
    if (content.size() <= MOST_LIST) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      old.write(content, text);
      RecordText.read(text.toByteArray(), all::put);
    }
    return all;
  }

  String pathOf(Located entry) {
    return path(entry);
  }
}
