package dev.ferry.python.reqfile;

import static dev.ferry.python.syntax.Characters.isSpace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes logical lines of a file's text, in pip's order: physical lines, continuations joined,
 * comments cut, environment variables put in.
 */
final class LogicalLines {
  /** Longest logical line, characters: hundreds of hashes fit. */
  static final int MAXIMUM_LENGTH = 1 << 20;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)\\}");

  /** Line ends of Python's {@code str.splitlines}. */
  private static final String LINE_ENDS = "\n\r\u000B\f\u001C\u001D\u001E\u0085\u2028\u2029";

  private final String content;
  private final Map<String, String> environment;
  private final List<LogicalLine> found = new ArrayList<>();
  private LogicalLine.Builder current = new LogicalLine.Builder();
  private boolean continued;

  private LogicalLines(String content, Map<String, String> environment) {
    this.content = content;
    this.environment = environment;
  }

  static List<LogicalLine> of(String content, Map<String, String> environment) {
    LogicalLines lines = new LogicalLines(content, environment);
    lines.split();
    return lines.found;
  }

  private void split() {
    int number = 0;
    int start = 0;
    while (start < content.length()) {
      int end = start;
      while (end < content.length() && LINE_ENDS.indexOf(content.charAt(end)) < 0) {
        end++;
      }
      add(start, end, ++number);
      start = content.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    if (continued) {
      finish();
    }
  }

  private void add(int start, int end, int number) {
    boolean comment = isComment(start, end);
    boolean open = !comment && end > start && content.charAt(end - 1) == '\\';
    int from = start;
    int to = end;
    if (open) {
      // pip strips the backslashes of a continued line at both ends.
      while (to > from && content.charAt(to - 1) == '\\') {
        to--;
      }
      while (from < to && content.charAt(from) == '\\') {
        from++;
      }
    }
    if (comment) {
      current.append(' ', number, 1);
    }
    for (int i = from; i < to; i++) {
      current.append(content.charAt(i), number, i - start + 1);
    }
    continued = open;
    if (!open) {
      finish();
    }
  }

  private boolean isComment(int start, int end) {
    int i = start;
    while (i < end && isSpace(content.charAt(i))) {
      i++;
    }
    return i < end && content.charAt(i) == '#';
  }

  private void finish() {
    LogicalLine whole = current.build();
    current = new LogicalLine.Builder();
    continued = false;
    LogicalLine line = strip(whole, 0, endBeforeComment(whole.text()));
    if (!line.text().isEmpty()) {
      found.add(expand(line));
    }
  }

  /** A comment begins with {@code #} at the start of the line or behind white space. */
  private static int endBeforeComment(String text) {
    for (int hash = text.indexOf('#'); hash >= 0; hash = text.indexOf('#', hash + 1)) {
      if (hash == 0 || isSpace(text.charAt(hash - 1))) {
        return hash;
      }
    }
    return text.length();
  }

  private static LogicalLine strip(LogicalLine line, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(line.text().charAt(start))) {
      start++;
    }
    while (end > start && isSpace(line.text().charAt(end - 1))) {
      end--;
    }
    return line.part(start, end);
  }

  /** Where a variable that is unset or empty begins. */
  static OptionalInt findVariable(LogicalLine line) {
    Matcher matcher = VARIABLE.matcher(line.text());
    return matcher.find() ? OptionalInt.of(matcher.start()) : OptionalInt.empty();
  }

  /** A variable that is unset or empty stays as it is written, as with pip. */
  private LogicalLine expand(LogicalLine line) {
    Matcher matcher = VARIABLE.matcher(line.text());
    LogicalLine.Builder expanded = new LogicalLine.Builder();
    int copied = 0;
    while (matcher.find()) {
      String value = environment.getOrDefault(matcher.group(1), "");
      if (value.isEmpty() || expanded.length() + value.length() > MAXIMUM_LENGTH) {
        continue;
      }
      copy(line, copied, matcher.start(), expanded);
      for (int i = 0; i < value.length(); i++) {
        expanded.append(value.charAt(i), line.line(matcher.start()), line.column(matcher.start()));
      }
      copied = matcher.end();
    }
    if (copied == 0) {
      return line;
    }
    copy(line, copied, line.text().length(), expanded);
    return expanded.build();
  }

  private static void copy(LogicalLine line, int start, int end, LogicalLine.Builder target) {
    for (int i = start; i < end; i++) {
      target.append(line.text().charAt(i), line.line(i), line.column(i));
    }
  }
}
