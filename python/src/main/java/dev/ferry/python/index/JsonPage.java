package dev.ferry.python.index;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.ParserWords;
import dev.ferry.model.Text;
import dev.ferry.python.http.Locations;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A project's page in JSON (PEP 691, 700, 714). Streamed; unknown keys are passed over. A file
 * whose entry is wrong is left out, as pip does it: the other files of the page are as good as
 * before.
 */
final class JsonPage {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MOST_NAMED = 3;

  private final JsonParser json;
  private final URI location;
  private final String source;
  private final FileLink links;
  private final List<IndexFile> files = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int skipped;

  private JsonPage(JsonParser json, URI location, String source, Secrets secrets) {
    this.json = json;
    this.location = location;
    this.source = source;
    this.links = new FileLink(location, secrets);
  }

  /** The value at a path, its message, is not what its key wants. */
  private static final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadValue(String path) {
      super(path, null, false, false);
    }
  }

  static ParsedPage parse(byte[] body, URI location, String source, Secrets secrets) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      return new JsonPage(json, location, source, secrets).read();
    } catch (JacksonException e) {
      throw new FerryException(
          Failure.SOURCE,
          Text.of(
              "Cannot read page `%s`: not JSON (%s)",
              "无法读取页面 `%s`：不是 JSON（%s）",
              Locations.display(location),
              ParserWords.plain(e.getOriginalMessage())),
          e);
    } catch (BadValue bad) {
      throw new FerryException(
          Failure.SOURCE,
          Text.of(
              "Cannot read page `%s`: bad value for `%s`",
              "无法读取页面 `%s`：`%s` 的值有误", Locations.display(location), bad.getMessage()),
          bad);
    }
  }

  private ParsedPage read() {
    want(json.nextToken() == JsonToken.START_OBJECT, "document");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "meta" -> readMeta();
        case "files" -> readFiles();
        default -> json.skipChildren();
      }
    }
    return new ParsedPage(files, warning());
  }

  private Optional<Text> warning() {
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    String more = skipped > wrong.size() ? ", …" : "";
    return Optional.of(
        Text.of(
            "Page `%s`: %s skipped, bad value for %s",
            "页面 `%s`：跳过 %s，以下值有误：%s",
            Locations.display(location),
            Text.count(skipped, "file", "个文件"),
            String.join(", ", wrong) + more));
  }

  /** A newer major version may mean anything by the same keys (PEP 691, "Versioning"). */
  private void readMeta() {
    want(json.currentToken() == JsonToken.START_OBJECT, "meta");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("api-version")) {
        String version = text("meta.api-version");
        want(version.startsWith("1."), "meta.api-version");
      } else {
        json.skipChildren();
      }
    }
  }

  private void readFiles() {
    want(json.currentToken() == JsonToken.START_ARRAY, "files");
    int depth = json.streamReadContext().getNestingDepth();
    for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
      try {
        want(json.currentToken() == JsonToken.START_OBJECT, "files[" + index + "]");
        readFile("files[" + index + "].");
      } catch (BadValue bad) {
        skipped++;
        if (skipped <= MOST_NAMED) {
          wrong.add("`" + bad.getMessage() + "`");
        }
        while (json.streamReadContext().getNestingDepth() > depth) {
          json.nextToken();
        }
      }
    }
  }

  /** What one entry has said so far. */
  private static final class Entry {
    private @Nullable String url;
    private Optional<Digest> sha256 = Optional.empty();
    private OptionalLong size = OptionalLong.empty();
    private Optional<Instant> uploadTime = Optional.empty();
    private Optional<String> requiresPython = Optional.empty();
    private boolean yanked;
    private String yankedReason = "";
    private Optional<Offer> coreMetadata = Optional.empty();
    private Optional<Offer> oldMetadata = Optional.empty();
  }

  private record Offer(boolean offered, Optional<Digest> sha256) {}

  private void readFile(String path) {
    Entry entry = new Entry();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (token != JsonToken.VALUE_NULL) {
        readField(entry, name, path + name);
      }
    }
    String url = entry.url;
    want(url != null, path + "url");
    Offer offer =
        entry.coreMetadata.or(() -> entry.oldMetadata).orElse(new Offer(false, Optional.empty()));
    links
        .find(java.util.Objects.requireNonNull(url))
        .ifPresent(
            found ->
                files.add(
                    new IndexFile(
                        found.filename(),
                        found.address(),
                        entry.sha256.or(found::sha256),
                        entry.size,
                        entry.uploadTime,
                        entry.requiresPython,
                        entry.yanked,
                        entry.yankedReason,
                        offer.offered,
                        offer.sha256,
                        source)));
  }

  private void readField(Entry entry, String name, String path) {
    switch (name) {
      case "url" -> entry.url = text(path);
      case "hashes" -> entry.sha256 = hashes(path);
      case "size" -> entry.size = size(path);
      case "upload-time" -> entry.uploadTime = UploadTimes.find(text(path));
      case "requires-python" ->
          entry.requiresPython = Optional.of(text(path)).filter(s -> !s.isBlank());
      case "yanked" -> {
        boolean reason = json.currentToken() == JsonToken.VALUE_STRING;
        entry.yankedReason = reason ? json.getString() : "";
        entry.yanked = reason || bool(path);
      }
      case "core-metadata" -> entry.coreMetadata = Optional.of(offer(path));
      case "dist-info-metadata", "data-dist-info-metadata" ->
          entry.oldMetadata = Optional.of(offer(path));
      default -> json.skipChildren();
    }
  }

  private Offer offer(String path) {
    return json.currentToken() == JsonToken.START_OBJECT
        ? new Offer(true, hashes(path))
        : new Offer(bool(path), Optional.empty());
  }

  private Optional<Digest> hashes(String path) {
    want(json.currentToken() == JsonToken.START_OBJECT, path);
    Optional<Digest> sha256 = Optional.empty();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      String hex = text(path + "." + name);
      if (name.equals("sha256")) {
        sha256 = Digest.findHex(hex);
        want(sha256.isPresent(), path + ".sha256");
      }
    }
    return sha256;
  }

  private OptionalLong size(String path) {
    boolean number = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    want(number, path);
    OptionalLong size = Numbers.find(json.getString());
    want(size.isPresent(), path);
    return size;
  }

  private boolean bool(String path) {
    boolean value = json.currentToken() == JsonToken.VALUE_TRUE;
    want(value || json.currentToken() == JsonToken.VALUE_FALSE, path);
    return value;
  }

  private String text(String path) {
    want(json.currentToken() == JsonToken.VALUE_STRING, path);
    return json.getString();
  }

  private void want(boolean right, String path) {
    if (!right) {
      throw new BadValue(path);
    }
  }
}
