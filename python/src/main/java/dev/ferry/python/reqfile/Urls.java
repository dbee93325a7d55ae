package dev.ferry.python.reqfile;

import dev.ferry.python.syntax.Characters;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What pip takes for a URL in a requirements file. */
final class Urls {
  private static final Set<String> FILES = Set.of("http", "https", "file", "ftp");
  private static final Set<String> VERSION_CONTROL = Set.of("git", "hg", "bzr", "svn");

  private Urls() {}

  static boolean isUrl(String text) {
    return FILES.contains(scheme(text)) || isVersionControl(text);
  }

  /** {@code git+https://...} and the like. */
  static boolean isVersionControl(String text) {
    String scheme = scheme(text);
    int plus = scheme.indexOf('+');
    return plus > 0 && VERSION_CONTROL.contains(scheme.substring(0, plus));
  }

  static boolean isHttp(String text) {
    return scheme(text).equals("http") || scheme(text).equals("https");
  }

  /** The path of a {@code file:} URL of this machine. */
  static Optional<Path> findLocal(String text) {
    if (!scheme(text).equals("file")) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.replace(" ", "%20"));
      String path = uri.getPath();
      String host = uri.getHost();
      boolean local = host == null || host.equals("localhost");
      return local && path != null && path.startsWith("/") && path.indexOf('\0') < 0
          ? Optional.of(Path.of(path).normalize())
          : Optional.empty();
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }

  /** The part before the first colon in lower case, empty where there is none. */
  private static String scheme(String text) {
    return Characters.lowerCase(text.substring(0, Math.max(0, text.indexOf(':'))));
  }
}
