package dev.ferry.oci.registry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * What a call sends. It may be sent more than once.
 *
 * @param size bytes
 * @param source opens them, each time from the first
 * @param sent told of bytes as they leave; negative when they are taken back to be sent again
 */
public record Body(long size, Source source, LongConsumer sent) {
  /** No bytes at all. */
  public static final Body NONE = of(new byte[0]);

  /** Opens a stream. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /** Bytes in memory. */
  public static Body of(byte[] bytes) {
    return new Body(bytes.length, () -> new ByteArrayInputStream(bytes), count -> {});
  }
}
