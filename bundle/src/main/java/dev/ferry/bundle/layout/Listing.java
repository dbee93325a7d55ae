package dev.ferry.bundle.layout;

import dev.ferry.model.Digest;
import dev.ferry.oci.LayoutReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every name that a bundle's root vouches for, with its bytes: what {@code SHA256SUMS} says.
 *
 * @param lines by path, in order of path
 */
public record Listing(SortedMap<String, Line> lines) {
  /** The file's name. */
  public static final String NAME = "SHA256SUMS";

  /** Largest list that is read, bytes. */
  public static final int LIMIT = 32 << 20;

  /**
   * One name.
   *
   * @param digest of the file
   * @param size in bytes
   * @param cargo whether the same bytes may be present under the twin name only
   */
  public record Line(Digest digest, long size, boolean cargo) {}

  public Listing {
    lines = Collections.unmodifiableSortedMap(lines);
  }

  /**
   * Derives the names.
   *
   * @param documents sizes of the root index, the manifests and the empty config, by digest
   * @param pieces every file
   */
  public static Listing of(Map<Digest, Long> documents, Collection<Piece> pieces, Form form) {
    SortedMap<String, Line> lines = new TreeMap<>();
    byte[] marker = LayoutReader.MARKER_CONTENT.getBytes(StandardCharsets.US_ASCII);
    lines.put(LayoutReader.MARKER, new Line(Digest.of(marker), marker.length, false));
    for (Piece piece : pieces) {
      Line line = new Line(piece.digest(), piece.size(), piece.isCargo());
      lines.put(piece.path(), line);
      if (form == Form.OCI || !piece.isCargo()) {
        // Bytes that are both cargo and something else must be there as a blob.
        lines.merge(LayoutReader.path(piece.digest()), line, (a, b) -> a.cargo() ? b : a);
      }
    }
    documents.forEach(
        (digest, size) -> lines.put(LayoutReader.path(digest), new Line(digest, size, false)));
    return new Listing(lines);
  }

  /** The content of {@code SHA256SUMS}, as {@code sha256sum} writes and reads it. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (path, line) -> text.append(line.digest().hex()).append("  ").append(path).append('\n'));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
