package dev.ferry.python.metadata;

import dev.ferry.model.DataSize;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.syntax.Characters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The header lines of a file in the manner of RFC 822, as Python's {@code email} parser splits
 * them: up to the first empty line or the first line that is no header.
 */
record Headers(List<Header> all) {
  private static final int MAXIMUM_HEADERS = 100_000;

  /**
   * One field.
   *
   * @param name in lower case
   * @param value without white space at its ends; folded lines joined by a line feed
   * @param line of the file, from 1
   */
  record Header(String name, String value, int line) {
    /** The value as one line (RFC 5322, section 2.2.3). */
    String unfolded() {
      return value.replace("\n", "");
    }
  }

  Headers {
    all = List.copyOf(all);
  }

  static Headers parse(byte[] bytes) {
    if (bytes.length > Metadata.MAXIMUM_SIZE) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "`METADATA` has %s, more than the %s that are read",
              "`METADATA` 大小为 %s，超过上限 %s",
              new DataSize(bytes.length),
              new DataSize(Metadata.MAXIMUM_SIZE)));
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Headers(split(text.startsWith("\uFEFF") ? text.substring(1) : text));
  }

  private static List<Header> split(String text) {
    List<Header> headers = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    String name = "";
    int start = 0;
    int number = 0;
    int position = 0;
    while (position < text.length() && headers.size() < MAXIMUM_HEADERS) {
      int end = endOfLine(text, position);
      String line = text.substring(position, end);
      position = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      number++;
      int colon = nameLength(line);
      if (!name.isEmpty() && !line.isEmpty() && isFolded(line)) {
        value.append('\n').append(line);
        continue;
      }
      if (!name.isEmpty()) {
        headers.add(new Header(name, Characters.strip(value.toString()), start));
        name = "";
      }
      if (colon <= 0) {
        return headers;
      }
      name = Characters.lowerCase(line.substring(0, colon));
      value = new StringBuilder(line.substring(colon + 1));
      start = number;
    }
    if (!name.isEmpty()) {
      headers.add(new Header(name, Characters.strip(value.toString()), start));
    }
    return headers;
  }

  private static int endOfLine(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static boolean isFolded(String line) {
    return line.charAt(0) == ' ' || line.charAt(0) == '\t';
  }

  /** Length of the field's name: printable ASCII before a colon; -1 if the line is no header. */
  private static int nameLength(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':') {
        return i;
      }
      if (c <= ' ' || c > '~') {
        return -1;
      }
    }
    return -1;
  }

  /** All fields of a name, in order. */
  List<Header> named(String name) {
    return all.stream().filter(header -> header.name().equals(name)).toList();
  }

  List<String> values(String name) {
    return named(name).stream().map(Header::value).toList();
  }

  /** The first value of a name, empty where there is none. */
  String first(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
