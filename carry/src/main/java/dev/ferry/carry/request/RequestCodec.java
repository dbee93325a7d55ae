package dev.ferry.carry.request;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spells requests for people, and reads what people typed. */
public final class RequestCodec {
  /** The version of the spelling, the first symbol. */
  public static final int VERSION = 1;

  /** Most lines. */
  public static final int LINES = 10;

  /** Letters of a line, its check included. */
  static final int LETTERS_OF_LINE = 50;

  /** Letters of a site's name, by their number. */
  static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";

  private static final int GROUP = 5;
  private static final int DATA = LETTERS_OF_LINE - Symbols.LINE;
  private static final int MOST = LINES * DATA - Symbols.ALL;

  private RequestCodec() {}

  /**
   * The request as at most {@link #LINES} lines of at most 60 characters, joined by line feeds. One
   * that would be longer asks for more than was given: ranges grow together, at last whole parcels.
   */
  public static String encode(Request request) {
    return String.join("\n", lines(request));
  }

  /** The same, line by line. */
  public static List<String> lines(Request request) {
    byte[] data = SymbolWriter.symbols(Widening.fitted(request, MOST));
    byte[] all = Arrays.copyOf(data, data.length + Symbols.ALL);
    System.arraycopy(Symbols.check(data, data.length), 0, all, data.length, Symbols.ALL);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < all.length; from += DATA) {
      lines.add(line(all, from, Math.min(from + DATA, all.length), lines.size()));
    }
    return lines;
  }

  private static String line(byte[] symbols, int from, int to, int line) {
    ByteArrayOutputStream checked = new ByteArrayOutputStream();
    checked.write(symbols, from, to - from);
    checked.writeBytes(Symbols.lineCheck(symbols, from, to, line));
    StringBuilder text = new StringBuilder();
    for (byte symbol : checked.toByteArray()) {
      if (text.length() % (GROUP + 1) == GROUP) {
        text.append(' ');
      }
      text.append(Symbols.letter(symbol));
    }
    return text.toString();
  }

  /**
   * Reads what somebody typed: in either case, with O for 0 and I or L for 1, with spaces and
   * hyphens anywhere, in lines or in one.
   *
   * @throws dev.ferry.model.FerryException of kind USAGE that names the line that is wrong
   */
  public static Request decode(String text) {
    return TypedLines.read(text);
  }
}
