package dev.ferry.python.version;

import static dev.ferry.python.syntax.Characters.isAlphanumeric;
import static dev.ferry.python.syntax.Characters.isDigit;

import dev.ferry.python.syntax.Characters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version in any spelling that PEP 440 allows (appendix B), without backtracking: no two
 * parts can begin alike.
 */
final class VersionParser {
  private static final int MAXIMUM_LENGTH = 500;
  private static final int MAXIMUM_DIGITS = 18;
  private static final String[] PRE_WORDS = {
    "alpha", "a", "beta", "b", "preview", "pre", "c", "rc"
  };
  private static final PreRelease[] PRE_KINDS = {
    PreRelease.ALPHA,
    PreRelease.ALPHA,
    PreRelease.BETA,
    PreRelease.BETA,
    PreRelease.CANDIDATE,
    PreRelease.CANDIDATE,
    PreRelease.CANDIDATE,
    PreRelease.CANDIDATE
  };
  private static final String[] POST_WORDS = {"post", "rev", "r"};
  private static final String[] DEV_WORDS = {"dev"};

  private final String text;
  private int position;
  private boolean tooBig;

  private VersionParser(String text) {
    this.text = text;
  }

  /** The parts, or null if the text is not a version. */
  static @Nullable VersionParts parse(String written) {
    if (written.length() > MAXIMUM_LENGTH) {
      return null;
    }
    String text = Characters.lowerCase(Characters.strip(written));
    VersionParser parser = new VersionParser(text);
    VersionParts parts = parser.parts();
    return parts == null || parser.tooBig || parser.position < text.length() ? null : parts;
  }

  private @Nullable VersionParts parts() {
    skip('v');
    if (!isDigit(peek())) {
      return null;
    }
    long epoch = 0;
    long first = number();
    if (skip('!')) {
      epoch = first;
      if (!isDigit(peek())) {
        return null;
      }
      first = number();
    }
    List<Long> release = release(first);
    int preIndex = word(PRE_WORDS);
    long preNumber = preIndex < 0 ? 0 : suffixNumber();
    long post = post();
    long dev = word(DEV_WORDS) < 0 ? VersionParts.NONE : suffixNumber();
    List<String> local = local();
    PreRelease pre = preIndex < 0 ? null : PRE_KINDS[preIndex];
    return local == null
        ? null
        : new VersionParts(epoch, release, pre, preNumber, post, dev, local);
  }

  private List<Long> release(long first) {
    List<Long> release = new ArrayList<>(4);
    release.add(first);
    while (peek() == '.' && isDigit(peek(1))) {
      position++;
      release.add(number());
    }
    return release;
  }

  private long post() {
    if (peek() == '-' && isDigit(peek(1))) {
      position++;
      return number();
    }
    return word(POST_WORDS) < 0 ? VersionParts.NONE : suffixNumber();
  }

  /** The segments of the label, none where there is no label, null where it is wrong. */
  private @Nullable List<String> local() {
    if (!skip('+')) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    do {
      int start = position;
      while (isAlphanumeric(peek())) {
        position++;
      }
      if (position == start) {
        return null;
      }
      segments.add(withoutLeadingZeros(text.substring(start, position)));
    } while (skipSeparator());
    return segments;
  }

  private static String withoutLeadingZeros(String segment) {
    if (segment.charAt(0) != '0' || !segment.chars().allMatch(Characters::isDigit)) {
      return segment;
    }
    int start = 0;
    while (start < segment.length() - 1 && segment.charAt(start) == '0') {
      start++;
    }
    return segment.substring(start);
  }

  /** Consumes an optional separator and one of the words; gives its index, or -1 and no move. */
  private int word(String[] words) {
    int start = position;
    skipSeparator();
    for (int i = 0; i < words.length; i++) {
      if (text.startsWith(words[i], position)) {
        position += words[i].length();
        return i;
      }
    }
    position = start;
    return -1;
  }

  /** After a word: an optional separator and an optional number, 0 where it is missing. */
  private long suffixNumber() {
    skipSeparator();
    return isDigit(peek()) ? number() : 0;
  }

  private long number() {
    long value = 0;
    int significant = 0;
    while (isDigit(peek())) {
      value = value * 10 + (text.charAt(position++) - '0');
      significant = value == 0 ? 0 : significant + 1;
      if (significant > MAXIMUM_DIGITS) {
        tooBig = true;
        value = 1;
      }
    }
    return value;
  }

  private boolean skipSeparator() {
    return skip('.') || skip('-') || skip('_');
  }

  private boolean skip(char c) {
    if (peek() != c) {
      return false;
    }
    position++;
    return true;
  }

  private char peek() {
    return peek(0);
  }

  private char peek(int ahead) {
    int index = position + ahead;
    return index < text.length() ? text.charAt(index) : '\0';
  }
}
