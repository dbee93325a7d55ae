package dev.ferry.bundle.environment;

/** Relative paths that stay where they are joined to. */
final class Paths {
  private static final int LONGEST = 4_000;

  private Paths() {}

  /** One or more names joined by {@code /}; no empty name, {@code .} or {@code ..}. */
  static String relative(String path) {
    for (String name : path.split("/", -1)) {
      single(name);
    }
    if (path.length() > LONGEST) {
      throw new IllegalArgumentException("a path of at most " + LONGEST + " characters");
    }
    return path;
  }

  /** One name, without {@code /}. */
  static String single(String name) {
    boolean control = name.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\');
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || control) {
      throw new IllegalArgumentException("a path inside, without `..`, `\\` or control characters");
    }
    return name;
  }
}
