package dev.ferry.store;

import dev.ferry.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where whole files are kept by their digest. Implementations are safe for threads and processes.
 */
public interface BlobStore {

  /** The file with this digest, if the store has it and its seal holds. */
  Optional<Path> find(Digest digest);

  /** The same, and absent as well when its size differs from {@code size} bytes. */
  Optional<Path> find(Digest digest, long size);

  /** Where the file with this digest lies or would lie. */
  Path path(Digest digest);

  /**
   * Stores what a stream holds.
   *
   * @param limit most bytes that will be read; one more is a verification failure
   * @throws IOException only what {@code bytes} itself throws
   */
  Digest put(InputStream bytes, long limit) throws IOException;

  /**
   * Begins or resumes the arrival of a blob. Waits while another thread or process holds it.
   *
   * @return nothing when the blob is there, perhaps because the other one brought it
   */
  Optional<Staging> stage(Digest expected);

  /**
   * Begins or resumes the arrival of bytes whose digest is not known.
   *
   * @param key names what arrives, for example a URL without user info
   */
  Staging stage(String key);
}
