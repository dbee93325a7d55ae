package dev.ferry.python.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who we are to which server. An entry belongs to one scheme, host and port, and to the paths below
 * the location it came with; the longest path decides. Safe for use by several threads.
 */
public final class Credentials {
  private record Entry(Origin origin, String path, String authorization) {}

  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final List<Netrc.Login> logins;

  public Credentials(List<Netrc.Login> logins) {
    this.logins = List.copyOf(logins);
  }

  /** Nobody. */
  public static Credentials none() {
    return new Credentials(List.of());
  }

  /**
   * Keeps the user info of a location, if it has any, and returns the location without it and
   * without a fragment.
   */
  public URI keep(URI location) {
    String user = location.getRawUserInfo();
    if (user != null && !user.isEmpty() && Locations.isWeb(location)) {
      String path = location.getRawPath() == null ? "" : location.getRawPath();
      entries.add(new Entry(Origin.of(location), path, basic(decode(user))));
    }
    return Locations.sendable(location);
  }

  /** The {@code Authorization} value for a location. */
  Optional<String> find(URI location) {
    Origin origin = Origin.of(location);
    String path = location.getRawPath() == null ? "" : location.getRawPath();
    List<Entry> own = entries.stream().filter(entry -> entry.origin.equals(origin)).toList();
    if (!own.isEmpty()) {
      // Files often lie beside the index, not below it: the same server, so the same login.
      Comparator<Entry> longest = Comparator.comparingInt(entry -> entry.path.length());
      return own.stream()
          .filter(entry -> path.startsWith(entry.path))
          .max(longest)
          .or(() -> Optional.of(Collections.max(own, longest)))
          .map(Entry::authorization);
    }
    return logins.stream()
        .filter(login -> login.machine().isEmpty() || login.machine().equals(origin.address()))
        .findFirst()
        .map(login -> basic(login.login() + ":" + login.password()));
  }

  static String basic(String userAndPassword) {
    String pair = userAndPassword.indexOf(':') < 0 ? userAndPassword + ":" : userAndPassword;
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Percent-decoding of user info; a plus sign is a plus sign here. */
  static String decode(String userInfo) {
    return java.net.URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
