package dev.ferry.scan.fit;

import dev.ferry.model.Target;
import dev.ferry.python.wheel.NativeFacts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An ELF file of a wheel, and where it lies after installation.
 *
 * @param owner normalised name of the package
 * @param path in the wheel
 * @param place after installation, relative to the environment
 */
record CarriedLibrary(String owner, String path, String place, NativeFacts facts) {
  String baseName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The names that the loader may find it under. */
  List<String> names() {
    return facts.soname().isEmpty() || facts.soname().equals(baseName())
        ? List.of(baseName())
        : List.of(facts.soname(), baseName());
  }

  /** Whether it lies in {@code bin}. */
  boolean script() {
    return place.startsWith("bin/");
  }

  /** Where {@code name} would be if a search path of this library led to it. */
  String sought(String searchPath, String name) {
    String folder = place.substring(0, place.lastIndexOf('/') + 1);
    String expanded =
        searchPath
            .replace("${ORIGIN}", "$ORIGIN")
            .replace("$ORIGIN", folder.isEmpty() ? "." : folder);
    return normalize(expanded + "/" + name);
  }

  /** Where a member lies after installation, by the scheme of its {@code .data} folder. */
  static String place(String path, Target target) {
    String site = "lib/python" + target.python().minorVersion() + "/site-packages/";
    String[] parts = path.split("/", 3);
    if (parts.length < 3 || !parts[0].endsWith(".data")) {
      return site + path;
    }
    return switch (parts[1]) {
      case "scripts" -> "bin/" + parts[2];
      case "data" -> parts[2];
      case "headers" -> "include/" + parts[2];
      default -> site + parts[2];
    };
  }

  private static String normalize(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    return String.join("/", kept);
  }
}
