package dev.ferry.oci.registry;

import dev.ferry.model.Text;
import dev.ferry.oci.registry.http.Answer;
import dev.ferry.oci.registry.http.Body;
import dev.ferry.oci.registry.http.Call;
import dev.ferry.oci.registry.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One upload under way: an address that may change with every answer, and how many bytes the
 * registry has (distribution-spec, "Pushing a blob in chunks").
 */
final class UploadSession {
  private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

  private final Registry registry;
  private URI location;
  private long offset;
  private long leastChunk;

  private UploadSession(Registry registry, URI location) {
    this.registry = registry;
    this.location = location;
  }

  /** What an answer means for an upload. */
  enum Outcome {
    /** It went on. */
    DONE,
    /** The registry knows nothing of it any more, or not what we think it knows. */
    LOST
  }

  /** Continues from an answer that opened an upload. */
  static UploadSession begun(Registry registry, Answer answer) {
    URI location =
        answer
            .findLocation()
            .orElseThrow(
                () ->
                    registry
                        .problems()
                        .failure(
                            Problems.send("blobs/uploads"),
                            Text.of("its `Location` is no address", "其 `Location` 不是地址")));
    UploadSession session = new UploadSession(registry, location);
    session.leastChunk = answer.findLength("OCI-Chunk-Min-Length").orElse(0L);
    return session;
  }

  /** Continues what an earlier run began, if the registry still knows it. */
  static Optional<UploadSession> resumed(Registry registry, URI location, long size)
      throws IOException {
    UploadSession session = new UploadSession(registry, location);
    return session.ask(size) == Outcome.DONE ? Optional.of(session) : Optional.empty();
  }

  long offset() {
    return offset;
  }

  long leastChunk() {
    return leastChunk;
  }

  URI location() {
    return location;
  }

  /** Sends the next piece. */
  Outcome append(Body piece) throws IOException {
    Call call =
        call("PATCH", location)
            .with("Content-Type", "application/octet-stream")
            .with("Content-Range", offset + "-" + (offset + piece.size() - 1))
            .with(piece);
    try (Answer answer = transport().send(call)) {
      if (answer.status() != 202 && answer.status() != 204 && answer.status() != 201) {
        return passing(answer);
      }
      long expected = offset + piece.size();
      long has = range(answer).orElse(expected);
      if (has <= offset || has > expected) {
        return Outcome.LOST;
      }
      moved(answer);
      offset = has;
      return Outcome.DONE;
    }
  }

  /** Asks how far it is. */
  Outcome ask(long size) throws IOException {
    Call call = Call.of("GET", location, registry.writeScope());
    try (Answer answer = transport().send(call)) {
      Optional<Long> has = range(answer);
      boolean known = answer.status() == 204 || answer.status() == 202 || answer.status() == 200;
      if (!known || has.isEmpty() || has.get() > size) {
        return Outcome.LOST;
      }
      moved(answer);
      offset = has.get();
      return Outcome.DONE;
    }
  }

  /** Ends it with the last bytes, which may be none, or all there are. */
  Outcome end(String digest, Body rest) throws IOException {
    String text = location.toString();
    URI last = URI.create(text + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
    Call call =
        call("PUT", last)
            .with("Content-Type", "application/octet-stream")
            .with(rest)
            .patient(transport().patience().thought());
    try (Answer answer = transport().send(call)) {
      if (answer.status() == 201 || answer.status() == 204 || answer.status() == 200) {
        return Outcome.DONE;
      }
      return passing(answer);
    }
  }

  /**
   * What is not allowed now will not be allowed next time; everything else may be forgetfulness.
   */
  private Outcome passing(Answer answer) throws IOException {
    return switch (answer.status()) {
      case 401, 403, 405, 413, 507 ->
          throw registry.problems().refused(Problems.send("blobs/uploads"), answer);
      case 429, 500, 502, 503, 504 ->
          throw new Busy(registry.problems().words(answer), answer.findRetryAfter());
      default -> Outcome.LOST;
    };
  }

  /** The registry is busy; the upload may be alive. */
  static final class Busy extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> pause;

    Busy(Text words, Optional<Duration> pause) {
      super(words.english());
      this.pause = pause;
    }

    /** What it asked to wait. */
    Optional<Duration> pause() {
      return pause;
    }
  }

  private void moved(Answer answer) {
    answer.findLocation().ifPresent(there -> location = there);
  }

  private Call call(String method, URI there) {
    return Call.of(method, there, registry.writeScope()).once();
  }

  private Transport transport() {
    return registry.transport();
  }

  /**
   * Bytes that the registry has. {@code 0-0} is what registries say of an upload that has none;
   * read as one byte it would never be right, since no piece is that small.
   */
  private static Optional<Long> range(Answer answer) {
    Optional<String> text = answer.find("Range");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher range = RANGE.matcher(text.get().strip());
    if (!range.matches()) {
      return text.get().strip().equals("0--1") ? Optional.of(0L) : Optional.empty();
    }
    long last = Long.parseLong(range.group(1));
    return Optional.of(last == 0 ? 0L : last + 1);
  }
}
