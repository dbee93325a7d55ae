package dev.ferry.python.index;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.http.Fetcher;
import dev.ferry.python.http.Locations;
import dev.ferry.python.http.Reply;
import dev.ferry.python.http.Request;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.store.FactStore;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Metadata by the cheapest way: what is kept; the {@code .metadata} file beside the wheel (PEP
 * 658); the end of the wheel. It is kept under source, location and claimed digest, for until the
 * whole wheel is here nobody knows that it belongs to that digest.
 */
final class MetadataFetch {
  private static final String KIND = "wheel-metadata-1";

  private final Fetcher fetcher;
  private final FactStore facts;
  private final Secrets secrets;
  private final Function<IndexFile, RemoteFile> files;
  private final Map<URI, Long> sizes;

  /**
   * @param files opens a file by parts
   * @param sizes told of the sizes that are learnt on the way
   */
  MetadataFetch(
      Fetcher fetcher,
      FactStore facts,
      Secrets secrets,
      Function<IndexFile, RemoteFile> files,
      Map<URI, Long> sizes) {
    this.sizes = sizes;
    this.fetcher = fetcher;
    this.facts = facts;
    this.secrets = secrets;
    this.files = files;
  }

  Metadata read(IndexFile wheel) {
    String key = key(wheel);
    Optional<Kept> kept = facts.find(KIND, key).flatMap(Kept::decode);
    if (kept.isPresent()) {
      return use(wheel, kept.get());
    }
    Kept fresh = offered(wheel).orElseGet(() -> fromEnd(wheel));
    Metadata metadata = use(wheel, fresh);
    check(wheel, metadata);
    facts.put(KIND, key, fresh.encode());
    return metadata;
  }

  private Metadata use(IndexFile wheel, Kept kept) {
    if (kept.size >= 0) {
      sizes.put(wheel.location(), kept.size);
    }
    return Metadata.parse(kept.head);
  }

  /** The wheel's size where the server has said it, and its metadata without the description. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Kept(long size, byte[] head) {
    byte[] encode() {
      return ByteBuffer.allocate(Long.BYTES + head.length).putLong(size).put(head).array();
    }

    static Optional<Kept> decode(byte[] record) {
      if (record.length < Long.BYTES) {
        return Optional.empty();
      }
      byte[] head = Arrays.copyOfRange(record, Long.BYTES, record.length);
      return Optional.of(new Kept(ByteBuffer.wrap(record).getLong(), head));
    }
  }

  void forget(IndexFile wheel) {
    facts.forget(KIND, key(wheel));
  }

  private static String key(IndexFile wheel) {
    String digest = wheel.sha256().map(Digest::hex).orElse("-");
    return wheel.source() + "\n" + Locations.display(wheel.location()) + "\n" + digest;
  }

  /** PEP 658; a page that offers what its server does not have is not worth failing for. */
  private Optional<Kept> offered(IndexFile wheel) {
    if (!wheel.metadataOffered()) {
      return Optional.empty();
    }
    URI full = secrets.sendable(wheel.location());
    String query = full.getRawQuery() == null ? "" : "?" + full.getRawQuery();
    URI location = URI.create(wheel.location() + ".metadata" + query);
    Reply reply = fetcher.fetch(Request.page(location, Metadata.MAXIMUM_SIZE));
    if (reply.absent()) {
      return Optional.empty();
    }
    Digest got = Digest.of(reply.body());
    if (wheel.metadataSha256().isPresent() && !got.equals(wheel.metadataSha256().get())) {
      throw wrong(
          wheel.filename() + ".metadata", wheel, "sha256", got, wheel.metadataSha256().get());
    }
    return Optional.of(new Kept(-1, withoutDescription(reply.body())));
  }

  private Kept fromEnd(IndexFile wheel) {
    try (RemoteFile file = files.apply(wheel)) {
      byte[] metadata = WheelArchive.directoryOnly(file, wheel.filename(), file.tail()).metadata();
      return new Kept(file.size(), withoutDescription(metadata));
    }
  }

  private static void check(IndexFile wheel, Metadata metadata) {
    Optional<WheelFilename> name = WheelFilename.findWheel(wheel.filename());
    if (name.isPresent() && !name.get().name().equals(metadata.name())) {
      throw wrong(wheel.filename(), wheel, "Name", metadata.name(), name.get().name());
    }
    if (name.isPresent() && name.get().version().compareTo(metadata.version()) != 0) {
      throw wrong(wheel.filename(), wheel, "Version", metadata.version(), name.get().version());
    }
  }

  private static FerryException wrong(
      String file, IndexFile wheel, String field, Object got, Object want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot read metadata of `%s` from `%s`: `%s` is `%s`, want `%s`",
            "无法读取 `%s` 的元数据（来源 `%s`）：`%s` 为 `%s`，应为 `%s`", file, wheel.source(), field, got, want));
  }

  /** The fields alone, without {@code Description}: often a hundredth of the whole. */
  static byte[] withoutDescription(byte[] metadata) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(2048);
    boolean dropping = false;
    int line = 0;
    while (line < metadata.length) {
      int end = line;
      while (end < metadata.length && metadata[end] != '\n') {
        end++;
      }
      int next = Math.min(metadata.length, end + 1);
      boolean blank = end == line || (end == line + 1 && metadata[line] == '\r');
      if (blank) {
        break;
      }
      boolean continued = metadata[line] == ' ' || metadata[line] == '\t';
      dropping = continued ? dropping : isDescription(metadata, line);
      if (!dropping) {
        kept.write(metadata, line, next - line);
      }
      line = next;
    }
    return kept.toByteArray();
  }

  private static boolean isDescription(byte[] metadata, int start) {
    String field = "description:";
    for (int i = 0; i < field.length(); i++) {
      if (start + i >= metadata.length
          || (metadata[start + i] | 0x20) != (field.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }
}
