package dev.ferry.python.wheel;

import dev.ferry.model.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The rules for a member's name: one spelling, inside the wheel, harmless in an image layer. */
final class MemberPath {
  private MemberPath() {}

  /**
   * Decodes and checks a name.
   *
   * @param bytes as in the central directory
   * @param utf8 whether flag bit 11 says that it is UTF-8; without it only ASCII means the same
   *     everywhere
   */
  static String parse(byte[] bytes, boolean utf8, WheelFault fault) {
    if (bytes.length == 0 || bytes.length > WheelLimits.PATH) {
      throw fault.field(
          WheelFault.directory(), "name length", bytes.length, "1 to " + WheelLimits.PATH);
    }
    String path = decode(bytes, utf8, fault);
    check(path, fault);
    return path;
  }

  private static String decode(byte[] bytes, boolean utf8, WheelFault fault) {
    boolean ascii = true;
    for (byte b : bytes) {
      ascii &= b >= 0;
    }
    if (!ascii && !utf8) {
      throw fault.field(
          member(bytes), "flags", "without bit 11 (UTF-8)", "bit 11 for a name that is not ASCII");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw fault.field(
          member(bytes), "name", HexFormat.of().formatHex(bytes), Text.of("UTF-8", "UTF-8"));
    }
  }

  private static WheelFault.Place member(byte[] bytes) {
    return WheelFault.member(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static void check(String path, WheelFault fault) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' || c < ' ' || c == 0x7f) {
        throw name(path, Text.of("no backslash or control character", "不含反斜杠或控制字符"), fault);
      }
    }
    if (path.startsWith("/")) {
      throw name(path, Text.of("a relative path", "相对路径"), fault);
    }
    String file = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    for (String segment : file.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw name(
            path, Text.of("no segment that is empty, `.` or `..`", "不含空段、`.` 或 `..`"), fault);
      }
      if (segment.startsWith(".wh.")) {
        throw name(
            path,
            Text.of(
                "no segment that begins with `.wh.` (a deletion in an image layer)",
                "不含以 `.wh.` 开头的段（在镜像层中表示删除）"),
            fault);
      }
      if (segment.getBytes(StandardCharsets.UTF_8).length > WheelLimits.NAME) {
        throw name(
            path, Text.of("segments of at most %d bytes", "每段不超过 %d 字节", WheelLimits.NAME), fault);
      }
    }
  }

  private static RuntimeException name(String path, Text want, WheelFault fault) {
    return fault.field(
        WheelFault.member(path), "name", "`" + WheelFault.printable(path) + "`", want);
  }
}
