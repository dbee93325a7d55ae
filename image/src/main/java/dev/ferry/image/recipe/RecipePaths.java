package dev.ferry.image.recipe;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;

/** Paths and digests in recipes. */
final class RecipePaths {
  private static final int LONGEST = 4096;

  private RecipePaths() {}

  /** Whether a path is relative and climbs nowhere. */
  static boolean isInside(String path) {
    if (path.isEmpty()
        || path.length() > LONGEST
        || path.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /** Whether a link of a folder leads to something in it. */
  static boolean leadsInside(String path, String target) {
    if (target.isEmpty()
        || target.startsWith("/")
        || target.length() > LONGEST
        || target.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    long depth = path.chars().filter(c -> c == '/').count();
    for (String part : target.split("/", -1)) {
      depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
      if (depth < 0) {
        return false;
      }
    }
    return true;
  }

  static String inside(JsonFields fields, String field) {
    String path = fields.string(field);
    if (!isInside(path)) {
      throw fields.bad(field, "a relative path");
    }
    return path;
  }

  static Digest sha256(JsonFields fields) {
    return Digest.findHex(fields.string("sha256"))
        .orElseThrow(() -> fields.bad("sha256", "64 hexadecimal digits"));
  }
}
