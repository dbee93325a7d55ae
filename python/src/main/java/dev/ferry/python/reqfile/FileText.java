package dev.ferry.python.reqfile;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.Characters;
import dev.ferry.python.syntax.SyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes a requirements file as pip does: by its byte order mark, else by an encoding comment in
 * the first two lines (PEP 263), else as UTF-8.
 */
final class FileText {
  /**
   * A byte order mark as Latin-1 and what it stands for; the longer one first where one begins like
   * another.
   */
  private record Mark(String bytes, Charset charset) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("\u00EF\u00BB\u00BF", StandardCharsets.UTF_8),
          new Mark("\u00FF\u00FE\u0000\u0000", Charset.forName("UTF-32LE")),
          new Mark("\u0000\u0000\u00FE\u00FF", Charset.forName("UTF-32BE")),
          new Mark("\u00FE\u00FF", StandardCharsets.UTF_16BE),
          new Mark("\u00FF\u00FE", StandardCharsets.UTF_16LE));

  private static final Pattern ENCODING = Pattern.compile("coding[:=]\\s*([-\\w.]+)");

  /** Names of Python's codecs that Java spells otherwise. */
  private static final Map<String, String> PYTHON_NAMES =
      Map.of(
          "latin-1", "ISO-8859-1",
          "iso-latin-1", "ISO-8859-1",
          "utf-8-sig", "UTF-8",
          "utf8-sig", "UTF-8",
          "ascii", "US-ASCII",
          "cp936", "GBK",
          "chinese", "GB2312",
          "euc-cn", "GB2312");

  private FileText() {}

  /**
   * @throws SyntaxException if the bytes are not what the encoding says; its position is 0
   */
  static String decode(byte[] bytes) throws SyntaxException {
    String start = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
    for (Mark mark : MARKS) {
      int length = mark.bytes().length();
      if (start.startsWith(mark.bytes())) {
        return decode(Arrays.copyOfRange(bytes, length, bytes.length), mark.charset());
      }
    }
    return decode(bytes, declared(bytes));
  }

  private static Charset declared(byte[] bytes) throws SyntaxException {
    int start = 0;
    for (int line = 0; line < 2 && start < bytes.length; line++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (bytes[start] == '#') {
        Matcher matcher =
            ENCODING.matcher(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
        if (matcher.find()) {
          return charset(matcher.group(1));
        }
      }
      start = end + 1;
    }
    return StandardCharsets.UTF_8;
  }

  private static Charset charset(String name) throws SyntaxException {
    String plain = Characters.lowerCase(name).replace('_', '-');
    try {
      return Charset.forName(PYTHON_NAMES.getOrDefault(plain, plain));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new SyntaxException(
          Text.of("unknown encoding `%s`", "未知的编码 `%s`", SyntaxException.abbreviate(name)), 0);
    }
  }

  private static String decode(byte[] bytes, Charset charset) throws SyntaxException {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException wrong) {
      throw new SyntaxException(
          Text.of(
              "the bytes are not %1$s; write the encoding into the first line, for example `#"
                  + " -*- coding: gbk -*-`",
              "内容不是 %1$s 编码；请在首行注明编码，例如 `# -*- coding: gbk -*-`", charset.name()),
          0);
    }
  }
}
