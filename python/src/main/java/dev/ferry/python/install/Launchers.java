package dev.ferry.python.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scripts in {@code bin} and the first line that leads them to the environment's interpreter. */
final class Launchers {
  /** Kernels before 5.1 cut a {@code #!} line after 127 bytes. */
  private static final int LONGEST_LINE = 127;

  private Launchers() {}

  /** The script of an entry point. */
  static String launcher(String directory, EntryPoints.Script script) {
    List<String> lines = new ArrayList<>();
    lines.add(shebang(directory) + "# -*- coding: utf-8 -*-");
    lines.add("import sys");
    if (script.attribute().isPresent()) {
      String attribute = script.attribute().get();
      int dot = attribute.indexOf('.');
      String first = dot < 0 ? attribute : attribute.substring(0, dot);
      lines.add("from " + script.module() + " import " + first);
      lines.add("");
      lines.add("if __name__ == \"__main__\":");
      lines.add("    sys.exit(" + attribute + "())");
    } else {
      lines.add("");
      lines.add("if __name__ == \"__main__\":");
      lines.add("    import " + script.module());
    }
    return String.join("\n", lines) + "\n";
  }

  /**
   * A script of a wheel: a first line {@code #!python} or {@code #!pythonw} becomes the
   * environment's interpreter; any other script stays as it is.
   */
  static Optional<byte[]> findWithInterpreter(String directory, byte[] script) {
    int end = 0;
    while (end < script.length && script[end] != '\n') {
      end++;
    }
    String first = new String(script, 0, end, java.nio.charset.StandardCharsets.ISO_8859_1);
    if (!first.matches("#!pythonw?(?:[ \\t\\r\\f\\x0b].*)?")) {
      return Optional.empty();
    }
    byte[] line = shebang(directory).getBytes(UTF_8);
    int from = Math.min(end + 1, script.length);
    byte[] changed = new byte[line.length + script.length - from];
    System.arraycopy(line, 0, changed, 0, line.length);
    System.arraycopy(script, from, changed, line.length, script.length - from);
    return Optional.of(changed);
  }

  /** {@code #!} where the kernel can read it, else a form that is both sh and Python. */
  private static String shebang(String directory) {
    String python = directory + "/bin/python";
    boolean plain =
        python.codePointCount(0, python.length()) + 3 <= LONGEST_LINE
            && python.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (plain) {
      return "#!" + python + "\n";
    }
    return "#!/bin/sh\n'''exec' \"" + python + "\" \"$0\" \"$@\"\n' '''\n";
  }
}
