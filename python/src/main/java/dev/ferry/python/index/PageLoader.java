package dev.ferry.python.index;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.http.Fetcher;
import dev.ferry.python.http.Locations;
import dev.ferry.python.http.Reply;
import dev.ferry.python.http.Request;
import dev.ferry.store.FactStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Fetches pages, or takes them from the cache while they are fresh. */
final class PageLoader {
  /** Largest page that is read, bytes; the largest known to exist has under 10 MB. */
  static final long LIMIT = 64 << 20;

  private static final String KIND = "index-page-1";

  private final Fetcher fetcher;
  private final FactStore facts;
  private final Secrets secrets;
  private final InstantSource clock;
  private final boolean refresh;
  private final Progress progress;

  PageLoader(WebIndex.Setup setup, Secrets secrets, boolean refresh) {
    this.fetcher = setup.fetcher();
    this.facts = setup.facts();
    this.clock = setup.clock();
    this.progress = setup.progress();
    this.secrets = secrets;
    this.refresh = refresh;
  }

  /**
   * The files of a page, or nothing if the server has no such page. A place that is out of reach is
   * followed by the next; one that answers decides.
   *
   * @param places the same page at its source and its mirrors, bare
   * @param source its name
   */
  Optional<List<IndexFile>> find(List<URI> places, String source) {
    FerryException first = null;
    for (URI place : places) {
      try {
        return findAt(place, source);
      } catch (FerryException outOfReach) {
        first = first == null ? outOfReach : first;
      }
    }
    throw first == null ? new IllegalArgumentException("no places") : first;
  }

  private Optional<List<IndexFile>> findAt(URI place, String source) {
    String key = Locations.display(place);
    Optional<PageRecord> kept =
        facts.find(KIND, key).flatMap(bytes -> PageRecord.decode(bytes, source));
    if (kept.isPresent() && fresh(kept.get())) {
      return Optional.of(kept.get().files());
    }
    Request request =
        Request.page(secrets.sendable(place), LIMIT).with("Accept", PageParser.ACCEPT);
    if (kept.isPresent() && !kept.get().etag().isEmpty()) {
      request = request.with("If-None-Match", kept.get().etag());
    } else if (kept.isPresent() && !kept.get().lastModified().isEmpty()) {
      request = request.with("If-Modified-Since", kept.get().lastModified());
    }
    Reply reply = fetcher.fetch(request);
    if (reply.absent()) {
      return Optional.empty();
    }
    boolean unchanged = reply.status() == 304 && kept.isPresent();
    List<IndexFile> files = unchanged ? kept.get().files() : parse(reply, source);
    keep(key, reply, files, unchanged ? kept : Optional.empty());
    return Optional.of(files);
  }

  private boolean fresh(PageRecord page) {
    long age = clock.millis() - page.fetched();
    return !refresh && age >= 0 && age < page.freshSeconds() * 1000L;
  }

  private List<IndexFile> parse(Reply reply, String source) {
    String type = reply.headers().find("Content-Type").orElse("text/html");
    ParsedPage page = PageParser.parse(reply.body(), type, reply.location(), source, secrets);
    page.warning().ifPresent(progress::warn);
    return page.files();
  }

  private void keep(String key, Reply reply, List<IndexFile> files, Optional<PageRecord> before) {
    if (secrets.hasQuery(files)) {
      return;
    }
    PageRecord record =
        new PageRecord(
            clock.millis(),
            Freshness.seconds(reply.headers()),
            header(reply, "ETag", before.map(PageRecord::etag)),
            header(reply, "Last-Modified", before.map(PageRecord::lastModified)),
            files);
    facts.put(KIND, key, record.encode());
  }

  /** Only what can be sent back as it is. */
  private static String header(Reply reply, String name, Optional<String> before) {
    return reply
        .headers()
        .find(name)
        .filter(value -> value.length() < 512 && value.chars().allMatch(c -> c >= ' ' && c <= '~'))
        .or(() -> before)
        .orElse("");
  }
}
