package dev.ferry.python.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.net.URI;
import java.util.Optional;

/** Where an answer may send us: from http to http or https, from https to https only. */
public final class RedirectRule {
  /** Most redirects in a row. */
  public static final int LIMIT = 10;

  private RedirectRule() {}

  static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Whether a link on a page, or a redirect, may lead from one place to another. */
  public static boolean allows(URI from, URI to) {
    if ("file".equalsIgnoreCase(from.getScheme())) {
      return "file".equalsIgnoreCase(to.getScheme()) || hasHost(to);
    }
    if (!hasHost(to)) {
      return false;
    }
    return "https".equalsIgnoreCase(to.getScheme()) || "http".equalsIgnoreCase(from.getScheme());
  }

  private static boolean hasHost(URI location) {
    return Locations.isWeb(location)
        && location.getHost() != null
        && location.getPort() <= Origin.HIGHEST_PORT;
  }

  static URI next(URI from, Headers headers) {
    Optional<URI> to = headers.find("Location").flatMap(Locations::parse).map(from::resolve);
    if (to.isEmpty()) {
      throw failure(
          Text.of(
              "Cannot fetch `%s`: a redirect without a usable `Location`",
              "无法获取 `%s`：重定向缺少可用的 `Location`", Locations.display(from)));
    }
    if (!allows(from, to.get())) {
      throw failure(
          Text.of(
              "Cannot fetch `%s`: it redirects to `%s`, and %s may lead only to https",
              "无法获取 `%s`：它重定向到 `%s`，而 %s 只能转到 https",
              Locations.display(from),
              Locations.display(to.get()),
              from.getScheme()));
    }
    return Locations.sendable(to.get());
  }

  static FerryException tooMany(URI first) {
    return failure(
        Text.of(
            "Cannot fetch `%s`: more than %d redirects, perhaps a loop",
            "无法获取 `%s`：重定向超过 %d 次，可能是循环", Locations.display(first), LIMIT));
  }

  private static FerryException failure(Text text) {
    return new FerryException(Failure.SOURCE, text);
  }
}
