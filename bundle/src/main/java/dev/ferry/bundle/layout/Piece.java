package dev.ferry.bundle.layout;

import dev.ferry.model.Digest;
import dev.ferry.oci.Annotations;
import dev.ferry.oci.Descriptor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of a bundle.
 *
 * @param path below the bundle, of the characters that {@code verify.sh} takes
 * @param digest of its bytes
 * @param size in bytes
 * @param mediaType what it is
 * @param purl package URL, where it is a package
 */
public record Piece(
    String path, Digest digest, long size, String mediaType, Optional<String> purl) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_+!-][A-Za-z0-9._+!-]{0,254}");

  public Piece {
    if (!isPlain(path)) {
      throw new IllegalArgumentException(
          "Bad value for `path`: `" + path + "`, want ASCII letters, digits and ._+!-/");
    }
  }

  public Piece(String path, Digest digest, long size, String mediaType) {
    this(path, digest, size, mediaType, Optional.empty());
  }

  /** Whether every name of a path is plain; none begins with a dot. */
  public static boolean isPlain(String path) {
    for (String name : path.split("/", -1)) {
      if (!PLAIN.matcher(name).matches()) {
        return false;
      }
    }
    return path.length() <= 1024;
  }

  /** Large files that people carry under one name or the other: wheels, sources, extra files. */
  public boolean isCargo() {
    return path.startsWith("packages/") || path.startsWith("files/") || path.startsWith("sdists/");
  }

  Descriptor descriptor() {
    Descriptor titled = Descriptor.of(mediaType, digest, size).with(Annotations.TITLE, path);
    return purl.map(url -> titled.with(BundleTypes.PURL, url)).orElse(titled);
  }
}
