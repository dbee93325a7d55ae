package dev.ferry.python.index;

import dev.ferry.python.name.PackageName;
import java.util.List;

/**
 * A named place that packages come from.
 *
 * @param name for locks and messages
 * @param location of the simple index, or of the page or folder of links; may carry user info
 * @param mirrors locations of the same content, asked when {@code location} is out of reach
 * @param pinned the packages that come from here and nowhere else; empty for a source of any
 */
public record SourceSpec(
    String name, Kind kind, String location, List<String> mirrors, List<PackageName> pinned) {
  /** What lies at the location. */
  public enum Kind {
    /** One page per project below it (PEP 503, PEP 691). */
    INDEX,
    /** One page or folder with files of any project. */
    FIND_LINKS
  }

  public SourceSpec {
    mirrors = List.copyOf(mirrors);
    pinned = List.copyOf(pinned);
  }

  /** An index for any package, without mirrors. */
  public static SourceSpec index(String name, String location) {
    return new SourceSpec(name, Kind.INDEX, location, List.of(), List.of());
  }

  /** A page or folder of links for any package. */
  public static SourceSpec findLinks(String name, String location) {
    return new SourceSpec(name, Kind.FIND_LINKS, location, List.of(), List.of());
  }
}
