package dev.ferry.python.index;

/** Character references in attribute values: the named ones that indexes write, and numbers. */
final class Entities {
  private static final String[][] NAMED = {
    {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\u00a0"},
    {"plus", "+"}, {"equals", "="}, {"excl", "!"}, {"comma", ","}, {"num", "#"}, {"sol", "/"},
  };
  private static final int LONGEST = 10;

  private Entities() {}

  static String decode(String text) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int from = 0;
    while (ampersand >= 0) {
      decoded.append(text, from, ampersand);
      int semicolon = text.indexOf(';', ampersand);
      String character =
          semicolon > ampersand && semicolon - ampersand <= LONGEST
              ? character(text.substring(ampersand + 1, semicolon))
              : "";
      decoded.append(character.isEmpty() ? "&" : character);
      from = character.isEmpty() ? ampersand + 1 : semicolon + 1;
      ampersand = text.indexOf('&', from);
    }
    return decoded.append(text, from, text.length()).toString();
  }

  private static String character(String name) {
    if (name.startsWith("#")) {
      return number(name.substring(1));
    }
    for (String[] pair : NAMED) {
      if (pair[0].equals(name)) {
        return pair[1];
      }
    }
    return "";
  }

  private static String number(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    try {
      int code = hex ? Integer.parseInt(digits, 1, digits.length(), 16) : Integer.parseInt(digits);
      return code > 0 && Character.isValidCodePoint(code) ? Character.toString(code) : "";
    } catch (NumberFormatException notANumber) {
      return "";
    }
  }
}
