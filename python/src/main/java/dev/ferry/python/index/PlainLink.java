package dev.ferry.python.index;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Takes the links apart that nearly all pages have, without building a URI (RFC 3986) for each of
 * thousands: an https address, an absolute path, or a relative path that climbs first, all of
 * unreserved characters. What is not that plain is left to {@link FileLink}.
 */
final class PlainLink {
  private static final String HTTPS = "https://";
  private static final boolean[] PATH = characters("-_~+=:,@!");
  private static final boolean[] HOST = characters("-");

  private final String origin;
  private final String folder;
  private String knownOrigin = "";

  private PlainLink(String origin, String folder) {
    this.origin = origin;
    this.folder = folder;
  }

  /** Links of one page; every link is left to others where the page itself is not plain. */
  static PlainLink of(URI page) {
    String text = page.toString();
    int authority = text.indexOf("://") + 3;
    int path = authority < 3 ? -1 : text.indexOf('/', authority);
    boolean plain =
        path > authority
            && "https".equals(page.getScheme())
            && isPlain(text, authority, path, HOST)
            && isPlain(text, path, text.length(), PATH);
    return plain
        ? new PlainLink(text.substring(0, path), text.substring(path, text.lastIndexOf('/') + 1))
        : new PlainLink("", "");
  }

  /** The whole address; null if the link has to be read as a URI. */
  @Nullable String find(String link) {
    if (link.startsWith(HTTPS)) {
      int path = link.indexOf('/', HTTPS.length());
      boolean plain =
          path > HTTPS.length() && isOrigin(link, path) && isPlain(link, path, link.length(), PATH);
      return plain ? link : null;
    }
    if (origin.isEmpty() || link.isEmpty() || link.startsWith("//")) {
      return null;
    }
    return link.charAt(0) == '/' ? absolute(link) : relative(link);
  }

  /** Whether a link begins with a scheme and host that a URI can have; most have the same. */
  private boolean isOrigin(String link, int path) {
    if (path == knownOrigin.length() && link.startsWith(knownOrigin)) {
      return true;
    }
    String other = link.substring(0, path);
    if (isPlain(other, HTTPS.length(), path, HOST) && URI.create(other).getHost() != null) {
      knownOrigin = other;
      return true;
    }
    return false;
  }

  private @Nullable String absolute(String link) {
    return isPlain(link, 0, link.length(), PATH) ? origin + link : null;
  }

  private @Nullable String relative(String link) {
    int from = 0;
    int to = folder.length();
    while (link.startsWith("../", from) && to > 1) {
      from += 3;
      to = folder.lastIndexOf('/', to - 2) + 1;
    }
    boolean plain =
        from < link.length()
            && link.charAt(from) != '.'
            && link.charAt(from) != '/'
            && link.indexOf(':') < 0
            && isPlain(link, from, link.length(), PATH);
    return plain ? origin + folder.substring(0, to) + link.substring(from) : null;
  }

  /** Only these characters, and no part of the path that begins with a dot. */
  private static boolean isPlain(String text, int start, int end, boolean[] allowed) {
    char before = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean dot = c == '.' && before != '/' && before != 0;
      boolean slash = c == '/' && before != '/';
      if (c >= 128 || !(allowed[c] || dot || slash)) {
        return false;
      }
      before = c;
    }
    return true;
  }

  private static boolean[] characters(String more) {
    boolean[] table = new boolean[128];
    String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    (letters + more).chars().forEach(c -> table[c] = true);
    return table;
  }
}
