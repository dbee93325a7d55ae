package dev.ferry.bundle.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The scripts and the README that every bundle carries. */
final class Assets {
  private static final String FOLDER = "/dev/ferry/bundle/assets/";

  private Assets() {}

  /** A script as it is. */
  static byte[] script(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("this build of Ferry lacks `" + name + "`");
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The README with its gaps filled. */
  static byte[] readme(String name, String version, List<String> targets) {
    String lines =
        targets.stream().map(target -> "    " + target).collect(Collectors.joining("\n"));
    return new String(script("README.txt"), StandardCharsets.UTF_8)
        .replace("${name}", name)
        .replace("${version}", version)
        .replace("${targets}", lines)
        .getBytes(StandardCharsets.UTF_8);
  }
}
