package dev.ferry.image.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The server's file. */
public final class ReferenceServer {
  /** Its name. */
  public static final String FILE = "ferry_serve.py";

  private ReferenceServer() {}

  /** Its text. */
  public static byte[] bytes() {
    try (InputStream in = ReferenceServer.class.getResourceAsStream(FILE)) {
      return Objects.requireNonNull(in, FILE).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
