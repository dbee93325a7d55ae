package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.format.Fingerprint;
import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Digests what is coded, on both sides, as it is coded. */
final class Fingerprints {
  private final MessageDigest oldDigest = Digest.sha256();
  private final MessageDigest freshDigest = Digest.sha256();
  private long oldSize;
  private long freshSize;

  /** The fingerprint of a file. */
  static Fingerprint of(Path file) throws IOException {
    MessageDigest digest = Digest.sha256();
    try (InputStream in = Files.newInputStream(file);
        OutputStream to = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      long size = in.transferTo(to);
      return new Fingerprint(Digest.from(digest.digest()), size);
    }
  }

  void add(Bytes old, Bytes fresh) throws IOException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Copying.copy(old, new DigestOutputStream(nowhere, oldDigest));
    Copying.copy(fresh, new DigestOutputStream(nowhere, freshDigest));
    oldSize += old.size();
    freshSize += fresh.size();
  }

  /** Of the old side. To be asked once. */
  Fingerprint old() {
    return new Fingerprint(Digest.from(oldDigest.digest()), oldSize);
  }

  /** Of the new side. To be asked once. */
  Fingerprint fresh() {
    return new Fingerprint(Digest.from(freshDigest.digest()), freshSize);
  }
}
