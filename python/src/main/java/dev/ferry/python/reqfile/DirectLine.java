package dev.ferry.python.reqfile;

import dev.ferry.python.marker.Marker;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A requirement by place: a local folder or archive, a URL, a version control address. Its name is
 * known only where it is written beside it ({@code name @ url} with {@code -e}, {@code #egg=name})
 * or in the name of a wheel.
 *
 * @param location where it lies
 * @param name as written beside it, if any
 * @param extras normalised names of its extras
 * @param marker when it applies
 * @param editable whether it was asked for with {@code -e}
 * @param hashes the file must have one of them; none means any file
 * @param origin where the line stands
 */
public record DirectLine(
    Location location,
    Optional<String> name,
    SortedSet<String> extras,
    Marker marker,
    boolean editable,
    List<FileHash> hashes,
    Origin origin) {
  public DirectLine {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    hashes = List.copyOf(hashes);
  }

  /** Where a direct requirement lies. */
  public sealed interface Location {
    /** A folder or an archive on this machine, absolute. */
    record Local(Path path) implements Location {
      @Override
      public String toString() {
        return path.toString();
      }
    }

    /** A URL, with {@code git+} or the like before it for version control. */
    record Remote(String url) implements Location {
      /** Whether it is a version control address. */
      public boolean isVersionControl() {
        return Urls.isVersionControl(url);
      }

      @Override
      public String toString() {
        return url;
      }
    }
  }
}
