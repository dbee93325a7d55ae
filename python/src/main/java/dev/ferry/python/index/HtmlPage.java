package dev.ferry.python.index;

import dev.ferry.model.Digest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A project's page, or a page of links, in HTML (PEP 503, 592, 658, 714). Upload times and sizes
 * are read where an index writes them as {@code data-upload-time} and {@code data-size}.
 */
final class HtmlPage {
  private final HtmlScanner scanner;
  private final String source;
  private FileLink links;
  private boolean rebased;
  private String lastPython = "";

  private HtmlPage(byte[] body, URI location, String source, Secrets secrets) {
    this.scanner = new HtmlScanner(body);
    this.source = source;
    this.links = new FileLink(location, secrets);
  }

  static List<IndexFile> parse(byte[] body, URI location, String source, Secrets secrets) {
    return new HtmlPage(body, location, source, secrets).read();
  }

  private List<IndexFile> read() {
    List<IndexFile> files = new ArrayList<>();
    while (scanner.next()) {
      if (scanner.is("a")) {
        String href = scanner.attribute("href");
        if (href != null) {
          links.find(href).ifPresent(found -> files.add(file(found)));
        }
      } else if (!rebased && scanner.is("base")) {
        String href = scanner.attribute("href");
        if (href != null) {
          links = links.rebased(href);
          rebased = true;
        }
      }
    }
    return files;
  }

  private IndexFile file(FileLink.Found found) {
    String yanked = scanner.attribute("data-yanked");
    String offered = scanner.attribute("data-core-metadata");
    if (offered == null) {
      offered = scanner.attribute("data-dist-info-metadata");
    }
    String time = scanner.attribute("data-upload-time");
    String size = scanner.attribute("data-size");
    return new IndexFile(
        found.filename(),
        found.address(),
        found.sha256(),
        size == null ? OptionalLong.empty() : Numbers.find(size),
        time == null ? Optional.<Instant>empty() : UploadTimes.find(time),
        requiresPython(),
        yanked != null,
        yanked == null ? "" : yanked,
        offered != null && !offered.equalsIgnoreCase("false"),
        offered == null ? Optional.<Digest>empty() : hash(offered),
        source);
  }

  /** Most files of a project say the same: one string serves them all. */
  private Optional<String> requiresPython() {
    String text = scanner.attribute("data-requires-python");
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (!text.equals(lastPython)) {
      lastPython = text;
    }
    return Optional.of(lastPython);
  }

  private static Optional<Digest> hash(String offered) {
    return offered.startsWith("sha256=") ? Digest.findHex(offered.substring(7)) : Optional.empty();
  }
}
