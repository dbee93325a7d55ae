package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.container.RecordText.Values;
import dev.ferry.delta.container.ZipOutline.Located;
import dev.ferry.delta.deflate.Recompression;
import dev.ferry.delta.generate.deflate.DeflateProbe;
import dev.ferry.delta.generate.deflate.Inflated;
import dev.ferry.delta.generate.deflate.Inflation;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * An entry of the new zip that is not in the old one.
 *
 * @param content what it holds; its compressed bytes where it cannot be opened
 * @param how it is compressed; empty where it is stored, or cannot be opened
 * @param anew whether checksum and sizes of the directory follow from the content
 * @param values for the list of files
 */
record FreshEntry(Bytes content, Optional<Recompression> how, boolean anew, Values values) {
  private static final int DEFLATED = 8;

  static FreshEntry open(Bytes zip, Located entry, DeflateProbe probe, Scratch scratch)
      throws IOException {
    Bytes packed = zip.slice(entry.data(), entry.packed());
    if (entry.central().method() == DEFLATED) {
      Kept kept = scratch.keep();
      Optional<Inflated> inflated =
          Inflation.inflate(packed, 0, packed.size(), Math.max(entry.size(), 0), kept);
      if (inflated.isPresent() && inflated.get().compressed() == packed.size()) {
        Bytes content = kept.bytes();
        Optional<Recompression> how = probe.find(packed, content);
        if (how.isPresent()) {
          return of(content, how, entry);
        }
      }
      kept.forget();
    }
    boolean stored = entry.central().method() == 0;
    return stored
        ? of(packed, Optional.empty(), entry)
        : new FreshEntry(packed, Optional.empty(), false, Values.EMPTY);
  }

  private static FreshEntry of(Bytes content, Optional<Recompression> how, Located entry)
      throws IOException {
    CRC32 crc = new CRC32();
    MessageDigest digest = Digest.sha256();
    OutputStream to =
        new CheckedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest), crc);
    Copying.copy(content, to);
    boolean anew =
        entry.central().crc() == (int) crc.getValue()
            && entry.central().packed() == entry.packed()
            && entry.central().size() == content.size();
    return new FreshEntry(
        content, how, anew, Values.of(Digest.from(digest.digest()), content.size()));
  }
}
