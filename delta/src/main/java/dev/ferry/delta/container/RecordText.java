package dev.ferry.delta.container;

import dev.ferry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The {@code RECORD} of a wheel: lines {@code path,sha256=digest,size} (PEP 376, PEP 427). A digest
 * cannot be compressed, but it need not be carried where the file that it stands for is made anew
 * anyway.
 */
public final class RecordText {
  private static final String MARK = ",sha256=";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private RecordText() {}

  /**
   * Digest and size as they stand in a line.
   *
   * @param digest in base64
   * @param size decimal
   */
  public record Values(String digest, String size) {
    /** What a line says where the file is not in the old list. */
    public static final Values EMPTY = new Values("", "");

    /** What is right for a file. */
    public static Values of(Digest digest, long size) {
      byte[] bytes = HexFormat.of().parseHex(digest.hex());
      return new Values(BASE64.encodeToString(bytes), Long.toString(size));
    }
  }

  /**
   * Replaces digests and sizes. The text is taken as bytes, one character each; lines end with
   * {@code \n}, and a {@code \r} before it stays; a line that is not of the form stays as it is.
   *
   * @param values by path, as characters of one byte
   */
  public static byte[] replace(byte[] text, Function<String, Optional<Values>> values) {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    StringBuilder made = new StringBuilder(all.length() + 64);
    int start = 0;
    while (start < all.length()) {
      int newline = all.indexOf('\n', start);
      int end = newline < 0 ? all.length() : newline + 1;
      made.append(line(all.substring(start, end), values));
      start = end;
    }
    return made.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The values of each line, told in order. */
  public static void read(byte[] text, BiConsumer<String, Values> to) {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    all.lines().forEach(line -> Line.find(line).ifPresent(got -> to.accept(got.path, got.values)));
  }

  private static String line(String line, Function<String, Optional<Values>> values) {
    Optional<Line> found = Line.find(line);
    if (found.isEmpty()) {
      return line;
    }
    Line got = found.get();
    return values
        .apply(got.path)
        .map(now -> got.path + MARK + now.digest() + "," + now.size() + got.ending)
        .orElse(line);
  }

  private record Line(String path, Values values, String ending) {
    static Optional<Line> find(String line) {
      int end = line.length();
      while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
        end--;
      }
      int comma = line.lastIndexOf(',', end - 1);
      int mark = line.lastIndexOf(MARK, comma - 1);
      if (comma < 0 || mark < 0) {
        return Optional.empty();
      }
      Values values =
          new Values(line.substring(mark + MARK.length(), comma), line.substring(comma + 1, end));
      return Optional.of(new Line(line.substring(0, mark), values, line.substring(end)));
    }
  }
}
