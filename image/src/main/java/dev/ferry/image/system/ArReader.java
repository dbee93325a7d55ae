package dev.ferry.image.system;

import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.Faults;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.RangedBytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists an {@code ar} archive as {@code deb(5)} has it: short names, a few members. */
final class ArReader {
  private static final String MAGIC = "!<arch>\n";
  private static final int HEADER = 60;
  private static final int MOST = 16;

  private ArReader() {}

  static boolean begins(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1).equals(MAGIC);
  }

  /** The members by name, in their order. */
  static Map<String, ByteRange> members(String where, RangedBytes bytes) {
    Map<String, ByteRange> members = new LinkedHashMap<>();
    long at = MAGIC.length();
    while (at < bytes.size()) {
      if (bytes.size() - at < HEADER) {
        throw Faults.archive(where, Text.of("it ends within a member's header", "在成员头部中途结束"));
      }
      byte[] header = bytes.read(at, HEADER);
      String name = text(header, 0, 16).replaceFirst("/$", "");
      if (!text(header, 58, 2).equals("`\n")) {
        throw Faults.field(
            where, name, "ar_fmag", text(header, 58, 2), "a grave accent and a newline");
      }
      String digits = text(header, 48, 10);
      if (!digits.matches("[0-9]{1,10}")) {
        throw Faults.field(where, name, "ar_size", digits, "a number");
      }
      long size = Long.parseLong(digits);
      at += HEADER;
      if (size > bytes.size() - at) {
        throw Faults.field(where, name, "ar_size", size, "at most " + (bytes.size() - at));
      }
      if (members.put(name, new ByteRange(bytes, at, size)) != null) {
        throw Faults.entry(where, name, Text.of("is there twice", "重复出现"));
      }
      if (members.size() > MOST) {
        throw Faults.archive(where, Text.of("it has more than %d members", "成员超过 %d 个", MOST));
      }
      at += size + (size & 1);
    }
    return members;
  }

  private static String text(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    return from == 58 ? text : text.stripTrailing();
  }
}
