package dev.ferry.image.tar;

import dev.ferry.model.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the headers of one entry say together: its own block, and extensions before it. */
final class TarHeaders {
  private static final byte PAX = 'x';
  private static final byte PAX_GLOBAL = 'g';
  private static final byte GNU_NAME = 'L';
  private static final byte GNU_TARGET = 'K';
  private static final String NAME = "path";
  private static final String TARGET = "linkpath";
  private static final String SIZE = "size";

  private final String where;
  private final Map<String, String> extended = new HashMap<>();
  private boolean pending;

  TarHeaders(String where) {
    this.where = where;
  }

  /** Whether a block is no entry but says more about the next one. */
  boolean extension(byte[] block) {
    byte type = block[156];
    return type == PAX || type == PAX_GLOBAL || type == GNU_NAME || type == GNU_TARGET;
  }

  /** Whether something was said about an entry that has not come. */
  boolean pending() {
    return pending;
  }

  long size(byte[] block) {
    return number(block, 124, 12, "size");
  }

  /** Takes in what an extension says. */
  void take(byte type, byte[] bytes) {
    switch (type) {
      case GNU_NAME -> say(NAME, untilZero(bytes, 0, bytes.length));
      case GNU_TARGET -> say(TARGET, untilZero(bytes, 0, bytes.length));
      default -> records(type, bytes);
    }
    pending |= type != PAX_GLOBAL;
  }

  private void say(String key, String value) {
    if (extended.put(key, value) != null) {
      throw Faults.field(where, value, key, value, "one value, it is said twice");
    }
  }

  /** Records of the form {@code length key=value\n}. */
  private void records(byte type, byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int space = indexOf(bytes, ' ', at);
      OptionalLong length =
          space < 0 || space - at > 8
              ? OptionalLong.empty()
              : TarNumbers.decimal(new String(bytes, at, space - at, StandardCharsets.US_ASCII));
      if (length.isEmpty()
          || length.getAsLong() > bytes.length - at
          || length.getAsLong() < space - at + 3
          || bytes[at + (int) length.getAsLong() - 1] != '\n') {
        throw Faults.archive(where, Text.of("a pax header is damaged", "pax 头部已损坏"));
      }
      int end = at + (int) length.getAsLong() - 1;
      record(type, bytes, space + 1, end);
      at = end + 1;
    }
  }

  private void record(byte type, byte[] bytes, int from, int end) {
    int equals = indexOf(bytes, '=', from);
    if (equals < 0 || equals >= end) {
      throw Faults.archive(where, Text.of("a pax header is damaged", "pax 头部已损坏"));
    }
    String key = new String(bytes, from, equals - from, StandardCharsets.UTF_8);
    if (key.startsWith("GNU.sparse.")) {
      throw Faults.archive(
          where,
          Text.of(
              "it holds a sparse file (`%s`); make the tar without",
              "其中有稀疏文件（`%s`），请不要使用稀疏格式", key));
    }
    boolean counts =
        key.equals(NAME)
            || key.equals(TARGET)
            || key.equals(SIZE)
            || key.equals("uid")
            || key.equals("gid");
    if (counts && type == PAX_GLOBAL) {
      throw Faults.archive(
          where, Text.of("a global pax header sets `%s`", "全局 pax 头部设置了 `%s`", key));
    }
    if (counts) {
      say(key, text(bytes, equals + 1, end));
    }
  }

  /** The entry of a block, with everything that was said before. */
  TarEntry entry(byte[] block, long offset) {
    String name = Optional.ofNullable(extended.get(NAME)).orElseGet(() -> plainName(block));
    if (name.indexOf('\0') >= 0) {
      throw Faults.field(where, name, "name", name, "a name without NUL");
    }
    TarEntry.Kind kind = kind(block[156], name);
    String target =
        Optional.ofNullable(extended.get(TARGET)).orElseGet(() -> untilZero(block, 157, 100));
    boolean link = kind == TarEntry.Kind.LINK || kind == TarEntry.Kind.HARD_LINK;
    if (link && (target.isEmpty() || target.indexOf('\0') >= 0)) {
      throw Faults.field(where, name, "linkname", target, "a target");
    }
    long size = extended(SIZE, name).orElseGet(() -> size(block));
    if (kind != TarEntry.Kind.FILE && size != 0) {
      throw Faults.field(where, name, "size", size, "0, as it is no file");
    }
    long owner = extended("uid", name).orElseGet(() -> number(block, 108, 8, "uid"));
    long group = extended("gid", name).orElseGet(() -> number(block, 116, 8, "gid"));
    int mode = (int) number(block, 100, 8, "mode") & 07777;
    return new TarEntry(kind, name, link ? target : "", size, mode, owner, group, offset);
  }

  private Optional<Long> extended(String key, String name) {
    @Nullable String value = extended.get(key);
    if (value == null) {
      return Optional.empty();
    }
    OptionalLong number = TarNumbers.decimal(value);
    if (number.isEmpty()) {
      throw Faults.field(where, name, key, value, "a number");
    }
    return Optional.of(number.getAsLong());
  }

  private long number(byte[] block, int from, int length, String field) {
    OptionalLong number = TarNumbers.find(block, from, length);
    if (number.isEmpty()) {
      String got = new String(block, from, length, StandardCharsets.ISO_8859_1);
      throw Faults.field(where, untilZero(block, 0, 100), field, got, "a number");
    }
    return number.getAsLong();
  }

  private TarEntry.Kind kind(byte type, String name) {
    return switch (type) {
      case 0, '0', '7' -> name.endsWith("/") ? TarEntry.Kind.FOLDER : TarEntry.Kind.FILE;
      case '1' -> TarEntry.Kind.HARD_LINK;
      case '2' -> TarEntry.Kind.LINK;
      case '3' -> TarEntry.Kind.CHARACTER_DEVICE;
      case '4' -> TarEntry.Kind.BLOCK_DEVICE;
      case '5' -> TarEntry.Kind.FOLDER;
      case '6' -> TarEntry.Kind.PIPE;
      default ->
          throw Faults.field(where, name, "typeflag", (char) (type & 0xff), "0 to 7, L, K, x or g");
    };
  }

  /** The name of the block itself; POSIX puts the front of a long one into {@code prefix}. */
  private String plainName(byte[] block) {
    String name = untilZero(block, 0, 100);
    boolean posix = new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
    String prefix = posix ? untilZero(block, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String untilZero(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return text(bytes, from, end);
  }

  private String text(byte[] bytes, int from, int end) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, end - from))
          .toString();
    } catch (CharacterCodingException wrong) {
      String shown = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
      throw Faults.field(where, shown, "name", shown, "UTF-8");
    }
  }

  private static int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
