package dev.ferry.bundle.verify;

import java.util.Set;

/** What desktops and sticks leave in any folder. */
final class Litter {
  private static final Set<String> FOLDERS =
      Set.of("System Volume Information", ".Trashes", ".Spotlight-V100", ".fseventsd");
  private static final Set<String> FILES = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

  private Litter() {}

  /** Never in the folders that are read by name. */
  static boolean is(String path) {
    if (path.startsWith("packages/") || path.startsWith("targets/") || path.startsWith("files/")) {
      return false;
    }
    String first = path.substring(0, Math.max(0, path.indexOf('/')));
    String last = path.substring(path.lastIndexOf('/') + 1);
    return FOLDERS.contains(first) || FILES.contains(last) || last.startsWith("._");
  }
}
