package dev.ferry.python.index;

import dev.ferry.python.http.FetchFailure;
import dev.ferry.python.http.Fetcher;
import dev.ferry.python.http.Origin;
import dev.ferry.python.http.Request;
import dev.ferry.python.http.Response;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parts of files on servers (RFC 9110, 14). What a server cannot do is remembered, so that it is
 * asked once: ends of files ({@code bytes=-N}), or any parts at all.
 */
final class RangedFetch {
  private static final int ATTEMPTS = 3;

  private enum Skill {
    SUFFIX,
    RANGE,
    NOTHING
  }

  /**
   * The end of a file.
   *
   * @param size of the whole file, bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Tail(byte[] bytes, long size) {}

  private final Fetcher fetcher;
  private final Map<Origin, Skill> skills = new ConcurrentHashMap<>();

  RangedFetch(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /** The last bytes of a file, or nothing if its server sends whole files only. */
  Optional<Tail> findTail(URI location, int length) {
    Origin origin = Origin.of(location);
    Skill skill = skills.getOrDefault(origin, Skill.SUFFIX);
    if (skill == Skill.SUFFIX) {
      Optional<Tail> tail = ask(location, "-" + length, length);
      if (tail.isPresent()) {
        return tail;
      }
      skills.put(origin, Skill.RANGE);
    }
    Optional<Tail> tail = Optional.empty();
    if (skill != Skill.NOTHING) {
      OptionalLong size = size(location);
      if (size.isPresent() && size.getAsLong() > 0) {
        long from = Math.max(0, size.getAsLong() - length);
        tail = ask(location, from + "-" + (size.getAsLong() - 1), length);
      }
      if (tail.isEmpty()) {
        skills.put(origin, Skill.NOTHING);
      }
    }
    return tail;
  }

  /** Bytes in the middle, or nothing if the server sends whole files only. */
  Optional<byte[]> findPart(URI location, long offset, int length) {
    String range = offset + "-" + (offset + length - 1);
    return ask(location, range, length).map(Tail::bytes).filter(part -> part.length == length);
  }

  private Optional<Tail> ask(URI location, String range, int length) {
    for (int attempt = 1; ; attempt++) {
      // One byte more than asked for: it shows that a whole file is on its way.
      Request request = Request.file(location, length + 1L).range(range);
      try (Response response = fetcher.open(request)) {
        return read(response, range, length);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw FetchFailure.broken(location, e);
        }
      }
    }
  }

  private static Optional<Tail> read(Response response, String range, int length)
      throws IOException {
    if (response.status() == 206) {
      OptionalLong total = response.headers().findRangeTotal();
      OptionalLong start = response.headers().findRangeStart();
      if (total.isEmpty() || start.isEmpty() || misplaced(range, length, start, total)) {
        return Optional.empty();
      }
      int want = (int) Math.min(length, total.getAsLong() - start.getAsLong());
      byte[] bytes = response.body().readNBytes(want);
      if (bytes.length < want) {
        throw new EOFException();
      }
      return Optional.of(new Tail(bytes, total.getAsLong()));
    }
    OptionalLong whole = response.length();
    boolean small = whole.isPresent() && whole.getAsLong() <= length && fromTheStart(range);
    if (response.status() == 200 && small) {
      byte[] bytes = response.body().readNBytes(length);
      return Optional.of(new Tail(bytes, bytes.length));
    }
    return Optional.empty();
  }

  /** Whether the part begins elsewhere than asked. */
  private static boolean misplaced(
      String range, int length, OptionalLong start, OptionalLong total) {
    long wanted =
        range.startsWith("-")
            ? Math.max(0, total.getAsLong() - length)
            : Long.parseLong(range.substring(0, range.indexOf('-')));
    return start.getAsLong() != wanted || total.getAsLong() <= wanted;
  }

  private static boolean fromTheStart(String range) {
    return range.startsWith("-") || range.startsWith("0-");
  }

  private OptionalLong size(URI location) {
    try (Response response = fetcher.open(Request.head(location))) {
      return response.status() == 200 ? response.length() : OptionalLong.empty();
    }
  }
}
