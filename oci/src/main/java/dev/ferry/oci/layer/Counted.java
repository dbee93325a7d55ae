package dev.ferry.oci.layer;

import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what it hands on. */
final class Counted extends OutputStream {
  private final OutputStream out;
  private final MessageDigest hash = Digest.sha256();
  private long count;

  Counted(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    hash.update(bytes, from, length);
    count += length;
    out.write(bytes, from, length);
  }

  long count() {
    return count;
  }

  /** The digest of everything; for one call, at the end. */
  Digest digest() {
    return Digest.from(hash.digest());
  }
}
