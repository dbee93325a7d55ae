package dev.ferry.carry.request;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the lines of a request that somebody typed, and the line with a mistake. */
final class TypedLines {
  private static final int LONGEST = 4096;
  private static final int SHORTEST = Symbols.LINE + 1;

  private TypedLines() {}

  static Request read(String text) {
    if (text.length() > LONGEST) {
      throw wrong(
          Text.of("it has %d characters, want at most 600", "有 %d 个字符，应至多 600 个", text.length()));
    }
    List<byte[]> lines = lines(text);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < lines.size(); i++) {
      byte[] line = lines.get(i);
      check(line, i, i == lines.size() - 1);
      joined.write(line, 0, line.length - Symbols.LINE);
    }
    byte[] all = joined.toByteArray();
    if (lines.size() > RequestCodec.LINES) {
      throw wrong(
          Text.of(
              "it has %d lines, want at most %d",
              "有 %d 行，应至多 %d 行", lines.size(), RequestCodec.LINES));
    }
    if (SymbolReader.version(all) != RequestCodec.VERSION) {
      throw wrong(
          Text.of(
              "it is of version %d, this Ferry reads version %d",
              "版本为 %d，此 Ferry 只能读取版本 %d", SymbolReader.version(all), RequestCodec.VERSION));
    }
    return whole(all, lines.size());
  }

  private static Request whole(byte[] all, int lines) {
    int end = all.length - Symbols.ALL;
    byte[] check = end < 1 ? new byte[0] : Arrays.copyOfRange(all, end, all.length);
    if (end < 1 || !Arrays.equals(check, Symbols.check(all, end))) {
      throw wrong(
          Text.of(
              "every line is right by itself, but they are not one request; a line behind line %d"
                  + " may be missing",
              "每一行都正确，但合起来不是一个请求；第 %d 行之后可能缺行", lines));
    }
    try {
      return SymbolReader.request(all, end);
    } catch (IllegalArgumentException notOurs) {
      throw wrong(Text.of("it says what no request says (%s)", "内容不是请求（%s）", notOurs.getMessage()));
    }
  }

  /** Lines as they were typed where those have the right lengths, else every fifty letters. */
  private static List<byte[]> lines(String text) {
    List<byte[]> typed = new ArrayList<>();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (String line : text.lines().toList()) {
      byte[] symbols = symbols(line, typed.size() + 1);
      if (symbols.length > 0) {
        typed.add(symbols);
        joined.writeBytes(symbols);
      }
    }
    byte[] all = joined.toByteArray();
    if (all.length == 0) {
      throw wrong(Text.of("it is empty", "内容为空"));
    }
    boolean apart =
        typed.size() > 1
            && typed.stream().allMatch(line -> line.length <= RequestCodec.LETTERS_OF_LINE + 1);
    List<byte[]> cut = cut(all);
    List<byte[]> lines = apart && !isRight(cut) ? typed : cut;
    return lines;
  }

  private static boolean isRight(List<byte[]> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (!agrees(lines.get(i), i)) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> cut(byte[] all) {
    List<byte[]> lines = new ArrayList<>();
    for (int from = 0; from < all.length; from += RequestCodec.LETTERS_OF_LINE) {
      int to = Math.min(from + RequestCodec.LETTERS_OF_LINE, all.length);
      lines.add(Arrays.copyOfRange(all, from, to));
    }
    return lines;
  }

  private static byte[] symbols(String line, int number) {
    ByteArrayOutputStream symbols = new ByteArrayOutputStream();
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (Character.isWhitespace(letter) || letter == '-' || letter == '\u3000') {
        continue;
      }
      int symbol = Symbols.symbol(letter);
      if (symbol < 0) {
        throw wrong(
            Text.of(
                "line %d has `%s`, which is no letter of requests",
                "第 %d 行中的 `%s` 不是请求所用的字母",
                number,
                Character.isISOControl(letter) ? "?" : String.valueOf(letter)));
      }
      symbols.write(symbol);
    }
    return symbols.toByteArray();
  }

  private static boolean agrees(byte[] line, int index) {
    if (line.length < SHORTEST) {
      return false;
    }
    int end = line.length - Symbols.LINE;
    byte[] check = Arrays.copyOfRange(line, end, line.length);
    return Arrays.equals(check, Symbols.lineCheck(line, 0, end, index));
  }

  private static void check(byte[] line, int index, boolean last) {
    int want = RequestCodec.LETTERS_OF_LINE;
    if (line.length > want || (!last && line.length < want)) {
      throw wrong(
          Text.of(
              "line %d has %d letters, want %d",
              "第 %d 行有 %d 个字母，应为 %d 个", index + 1, line.length, want));
    }
    if (agrees(line, index)) {
      return;
    }
    for (int other = 0; other < RequestCodec.LINES; other++) {
      if (agrees(line, other)) {
        throw wrong(
            Text.of(
                "line %d looks like line %d: lines are missing or in another order",
                "第 %d 行看起来是第 %d 行：缺行或顺序有误", index + 1, other + 1));
      }
    }
    throw wrong(
        Text.of("line %d has a typing mistake: `%s`", "第 %d 行有输入错误：`%s`", index + 1, shown(line)));
  }

  private static String shown(byte[] line) {
    StringBuilder text = new StringBuilder();
    for (byte symbol : line) {
      if (text.length() % 6 == 5) {
        text.append(' ');
      }
      text.append(Symbols.letter(symbol));
    }
    return text.toString();
  }

  private static FerryException wrong(Text what) {
    return new FerryException(
            Failure.USAGE, Text.of("Cannot read the request: %s", "无法读取请求：%s", what))
        .hint(
            Text.of(
                "Compare it with the receipt's lines; case, spaces and hyphens do not matter, O"
                    + " counts as 0, I and L as 1",
                "请与回执中的各行核对；大小写、空格、连字符均不影响，O 视为 0，I 和 L 视为 1"));
  }
}
