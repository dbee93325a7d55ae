package dev.ferry.image.system;

import java.util.ArrayList;
import java.util.List;

/** The scripts in a header of an {@code .rpm}: a program, a text that it runs, or both. */
final class RpmScripts {
  private static final int[] BODIES = {1023, 1024, 1025, 1026, 1151, 1152};
  private static final int[] PROGRAMS = {1085, 1086, 1087, 1088, 1153, 1154};
  private static final int[] TRIGGERS = {1065, 5069, 5079};

  private RpmScripts() {}

  /** Every script as one text. */
  static List<String> of(RpmHeader header) {
    List<String> scripts = new ArrayList<>();
    for (int i = 0; i < BODIES.length; i++) {
      String body = String.join("\n", header.strings(BODIES[i]));
      // A body is run by the program, a shell mostly; without one the program is the script.
      scripts.add(body.isEmpty() ? String.join(" ", header.strings(PROGRAMS[i])) : body);
    }
    for (int tag : TRIGGERS) {
      scripts.addAll(header.strings(tag));
    }
    return scripts;
  }
}
