package dev.ferry.python.index;

import dev.ferry.model.Digest;
import dev.ferry.python.http.Locations;
import dev.ferry.python.http.RedirectRule;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** From a link's text to a file: resolved against the page, checked, its hash taken off. */
final class FileLink {
  private static final List<String> ENDINGS =
      List.of(".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz");
  private static final String SHA256 = "sha256=";
  private static final int LONGEST_NAME = 512;

  private final URI page;
  private final PlainLink plain;
  private final Secrets secrets;

  FileLink(URI page, Secrets secrets) {
    this.page = page;
    this.plain = PlainLink.of(page);
    this.secrets = secrets;
  }

  /**
   * A file that a link leads to.
   *
   * @param filename last part of the path, decoded
   * @param address bare, a URI as text
   * @param sha256 of the fragment
   */
  record Found(String filename, String address, Optional<Digest> sha256) {}

  /** The same page under another base: {@code <base href>}. */
  FileLink rebased(String href) {
    Optional<URI> base =
        Locations.parse(href).map(page::resolve).filter(to -> RedirectRule.allows(page, to));
    return base.isPresent() ? new FileLink(base.get(), secrets) : this;
  }

  /** Nothing if it is no package, or leads where a link of this page may not lead. */
  Optional<Found> find(String href) {
    int hash = fragment(href);
    String target = hash < 0 ? href : href.substring(0, hash);
    if (!isPackage(target)) {
      return Optional.empty();
    }
    Optional<Digest> sha256 = hash < 0 ? Optional.empty() : sha256(href.substring(hash + 1));
    String address = plain.find(target);
    if (address != null) {
      return isName(address, address.lastIndexOf('/') + 1)
          ? Optional.of(new Found(address.substring(address.lastIndexOf('/') + 1), address, sha256))
          : Optional.empty();
    }
    return findOther(target, sha256);
  }

  /** Where the fragment begins; nearly always one hash of known length, at the end. */
  private static int fragment(String href) {
    int usual = href.length() - SHA256.length() - 65;
    boolean found =
        usual > 0
            && href.charAt(usual) == '#'
            && href.startsWith(SHA256, usual + 1)
            && href.lastIndexOf('#', usual - 1) < 0;
    return found ? usual : href.indexOf('#');
  }

  private Optional<Found> findOther(String target, Optional<Digest> sha256) {
    Optional<URI> location = Locations.parse(target).map(this::resolve);
    if (location.isEmpty() || !RedirectRule.allows(page, location.get())) {
      return Optional.empty();
    }
    return filename(location.get())
        .map(name -> new Found(name, secrets.keep(location.get()).toString(), sha256));
  }

  private URI resolve(URI target) {
    return target.isAbsolute() ? target : page.resolve(target);
  }

  private static boolean isPackage(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target.strip() : target.substring(0, query);
    for (String ending : ENDINGS) {
      if (path.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** The last part of the path; nothing if it cannot be the name of a file on its own. */
  static Optional<String> filename(URI location) {
    String path = location.getRawPath();
    if (path == null) {
      return Optional.empty();
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    String name = last;
    if (last.indexOf('%') >= 0) {
      name = URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    return isName(name, 0) ? Optional.of(name) : Optional.empty();
  }

  /** Whether this can be the name of a file on its own. */
  private static boolean isName(String name, int start) {
    int length = name.length() - start;
    if (length == 0 || length > LONGEST_NAME || name.charAt(start) == '.') {
      return false;
    }
    for (int i = start; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == '/' || c == '\\' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Other algorithms do not count: their files are unpinned. */
  private static Optional<Digest> sha256(String fragment) {
    int at = fragment.indexOf(SHA256);
    boolean begins = at == 0 || (at > 0 && fragment.charAt(at - 1) == '&');
    int start = at + SHA256.length();
    boolean long64 = begins && fragment.length() >= start + 64;
    return long64 ? Digest.findHex(fragment.substring(start, start + 64)) : Optional.empty();
  }
}
