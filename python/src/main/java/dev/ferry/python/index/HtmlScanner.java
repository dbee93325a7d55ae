package dev.ferry.python.index;

import java.nio.charset.StandardCharsets;

/**
 * Finds the tags of an HTML page, one after the other, in one pass over its bytes and without
 * building a tree: a page of an index may have five thousand links. Reads what browsers read
 * (WHATWG HTML, 13.2.5, the states that matter here): comments, quoted and unquoted values, any
 * letter case, and text that only looks like tags within {@code script}, {@code style}, {@code
 * title} and {@code textarea}. Never fails: what is no tag is text.
 */
final class HtmlScanner {
  private static final int MOST_ATTRIBUTES = 64;
  private static final String[] RAW_TEXT = {"script", "style", "title", "textarea", "noscript"};

  private final byte[] page;
  private int at;
  private int nameStart;
  private int nameEnd;
  private final int[] attributes = new int[MOST_ATTRIBUTES * 4];
  private int attributeCount;
  private boolean hasEntities;

  HtmlScanner(byte[] page) {
    this.page = page;
  }

  /** Moves to the next opening tag; false at the end of the page. */
  boolean next() {
    while (at < page.length) {
      if (page[at++] != '<' || at == page.length) {
        continue;
      }
      if (page[at] == '!') {
        skipMarkup();
      } else if (page[at] == '/' || page[at] == '?') {
        skipPast('>');
      } else if (isLetter(page[at])) {
        readTag();
        return true;
      }
    }
    return false;
  }

  /** Whether the tag at hand has this name. */
  boolean is(String name) {
    return matches(nameStart, nameEnd, name);
  }

  /** The value of an attribute of the tag at hand, entities decoded; null if it is not there. */
  @org.jspecify.annotations.Nullable
  String attribute(String name) {
    for (int i = 0; i < attributeCount; i++) {
      int slot = i * 4;
      if (matches(attributes[slot], attributes[slot + 1], name)) {
        int start = attributes[slot + 2];
        int length = attributes[slot + 3] - start;
        String text = new String(page, start, length, StandardCharsets.UTF_8);
        return hasEntities ? Entities.decode(text) : text;
      }
    }
    return null;
  }

  private void readTag() {
    nameStart = at;
    while (at < page.length && !isSpace(page[at]) && page[at] != '>' && page[at] != '/') {
      at++;
    }
    nameEnd = at;
    attributeCount = 0;
    hasEntities = false;
    while (at < page.length && page[at] != '>') {
      if (isSpace(page[at]) || page[at] == '/') {
        at++;
      } else {
        readAttribute();
      }
    }
    at = Math.min(page.length, at + 1);
    for (String raw : RAW_TEXT) {
      if (is(raw)) {
        skipRawText(raw);
      }
    }
  }

  private void readAttribute() {
    int start = at++;
    while (at < page.length
        && !isSpace(page[at])
        && page[at] != '='
        && page[at] != '>'
        && page[at] != '/') {
      at++;
    }
    int end = at;
    int beforeSpace = at;
    skipSpace();
    int valueStart = end;
    int valueEnd = end;
    if (at < page.length && page[at] == '=') {
      at++;
      skipSpace();
      boolean quoted = at < page.length && (page[at] == '"' || page[at] == '\'');
      valueStart = quoted ? at + 1 : at;
      valueEnd = quoted ? quotedEnd(page[at]) : unquotedEnd();
      at = Math.min(page.length, quoted ? valueEnd + 1 : valueEnd);
    } else {
      at = beforeSpace;
    }
    keep(start, end, Math.min(valueStart, page.length), valueEnd);
  }

  private void keep(int start, int end, int valueStart, int valueEnd) {
    if (attributeCount < MOST_ATTRIBUTES) {
      int slot = attributeCount++ * 4;
      attributes[slot] = start;
      attributes[slot + 1] = end;
      attributes[slot + 2] = valueStart;
      attributes[slot + 3] = Math.max(valueStart, valueEnd);
    }
  }

  private int quotedEnd(byte quote) {
    int end = at + 1;
    while (end < page.length && page[end] != quote) {
      hasEntities |= page[end] == '&';
      end++;
    }
    return Math.min(end, page.length);
  }

  private int unquotedEnd() {
    int end = at;
    while (end < page.length && !isSpace(page[end]) && page[end] != '>') {
      hasEntities |= page[end] == '&';
      end++;
    }
    return end;
  }

  /** Comment, doctype or CDATA; {@code at} is at the exclamation mark. */
  private void skipMarkup() {
    boolean comment = at + 2 < page.length && page[at + 1] == '-' && page[at + 2] == '-';
    if (!comment) {
      skipPast('>');
      return;
    }
    at += 3;
    if (at < page.length && page[at] == '>') {
      at++;
      return;
    }
    while (at < page.length) {
      if (page[at] == '>' && endsComment(at)) {
        at++;
        return;
      }
      at++;
    }
  }

  private boolean endsComment(int end) {
    boolean plain = page[end - 1] == '-' && page[end - 2] == '-';
    boolean bang = page[end - 1] == '!' && page[end - 2] == '-' && page[end - 3] == '-';
    return plain || bang;
  }

  private void skipRawText(String name) {
    while (at < page.length) {
      if (page[at] == '<' && at + 1 < page.length && page[at + 1] == '/') {
        int end = at + 2 + name.length();
        if (end <= page.length && matches(at + 2, end, name)) {
          return;
        }
      }
      at++;
    }
  }

  private void skipPast(char end) {
    while (at < page.length && page[at] != end) {
      at++;
    }
    at = Math.min(page.length, at + 1);
  }

  private void skipSpace() {
    while (at < page.length && isSpace(page[at])) {
      at++;
    }
  }

  private boolean matches(int start, int end, String lowerCase) {
    if (end - start != lowerCase.length()) {
      return false;
    }
    for (int i = start; i < end; i++) {
      byte b = page[i];
      int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
      if (lower != lowerCase.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f';
  }
}
