package dev.ferry.image.tar;

import dev.ferry.model.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which names are paths within a root. */
public final class EntryPath {
  /** Deepest nesting of folders. */
  private static final int DEEPEST = 128;

  private EntryPath() {}

  /**
   * The path that a name means, relative to the root, without a leading {@code ./} or a closing
   * {@code /}; empty for the root itself.
   *
   * @param where the archive, for messages
   * @throws dev.ferry.model.FerryException for a name that is absolute, climbs, or has an empty
   *     part
   */
  public static String of(String where, String name) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.endsWith("/") && path.length() > 1) {
      path = path.substring(0, path.length() - 1);
    }
    if (path.isEmpty() || path.equals(".")) {
      if (name.isEmpty()) {
        throw Faults.field(where, name, "name", name, "a path");
      }
      return "";
    }
    requirePlain(where, name, path);
    return path;
  }

  private static void requirePlain(String where, String name, String path) {
    if (path.startsWith("/")) {
      throw Faults.entry(where, name, Text.of("has an absolute path", "是绝对路径"));
    }
    String[] parts = path.split("/", -1);
    if (parts.length > DEEPEST) {
      throw Faults.field(where, name, "name", path, "at most " + DEEPEST + " folders");
    }
    for (String part : parts) {
      if (part.equals("..")) {
        throw Faults.entry(
            where, name, Text.of("climbs out of the root with `..`", "用 `..` 越出根目录"));
      }
      if (part.isEmpty() || part.equals(".") || part.indexOf('\0') >= 0) {
        throw Faults.field(where, name, "name", path, "a path without empty parts and `.`");
      }
    }
  }

  /** The folder of a path; empty for what lies in the root. */
  public static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The last part of a path. */
  public static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether a symbolic link, followed part by part, would leave the root. */
  public static boolean climbs(String path, String target) {
    Deque<String> at = new ArrayDeque<>();
    if (!target.startsWith("/")) {
      String parent = parent(path);
      if (!parent.isEmpty()) {
        at.addAll(List.of(parent.split("/", -1)));
      }
    }
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        if (at.pollLast() == null) {
          return true;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        at.addLast(part);
      }
    }
    return false;
  }
}
