package dev.ferry.python.index;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.http.Locations;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Chooses a page's format by what the server says it is (PEP 691, "Content-Types"). */
final class PageParser {
  /** What we ask for; some plain indexes add attributes to their HTML only when asked like this. */
  static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.01";

  private PageParser() {}

  static ParsedPage parse(
      byte[] body, String contentType, URI location, String source, Secrets secrets) {
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.latest+json" ->
          JsonPage.parse(body, location, source, secrets);
      case "text/html",
          "application/vnd.pypi.simple.v1+html",
          "application/vnd.pypi.simple.latest+html",
          "application/xhtml+xml" ->
          new ParsedPage(HtmlPage.parse(body, location, source, secrets), Optional.empty());
      default ->
          throw new FerryException(
              Failure.SOURCE,
              Text.of(
                  "Cannot read page `%s`: bad value for `Content-Type`: `%s`, want HTML or PEP 691 JSON",
                  "无法读取页面 `%s`：`Content-Type` 的值有误：`%s`，应为 HTML 或 PEP 691 JSON",
                  Locations.display(location),
                  type));
    };
  }
}
