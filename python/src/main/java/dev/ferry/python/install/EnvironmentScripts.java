package dev.ferry.python.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files that make a folder an environment and give it its variables.
 *
 * <p>Variables that the loader or the interpreter reads before any Python code runs ({@code LD_*},
 * {@code PYTHON*}, {@code MALLOC_*}, {@code PATH}) are set by {@code bin/ferry-run} alone; the rest
 * by a {@code .pth} file, {@code bin/activate} and {@code bin/ferry-run}, where they are not set
 * already.
 */
final class EnvironmentScripts {
  private static final String FOLDER = "${FERRY_ENV}";

  private EnvironmentScripts() {}

  /** {@code pyvenv.cfg} (PEP 405). */
  static String pyvenv(EnvironmentPrefix prefix) {
    String home = prefix.executable().substring(0, prefix.executable().lastIndexOf('/'));
    return "home = "
        + home
        + "\ninclude-system-site-packages = false\nversion = "
        + prefix.version()
        + "\n";
  }

  /** {@code ferry_env.pth}: ASCII, one line a variable or a library; empty where there is none. */
  static String pth(EnvironmentPrefix prefix) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> variable : prefix.variables().entrySet()) {
      if (!onlyForLoader(variable.getKey())) {
        List<String> parts = parts(variable.getValue()).stream().map(PythonLiteral::of).toList();
        lines
            .append("import os, sys; os.environ.setdefault(")
            .append(PythonLiteral.of(variable.getKey()))
            .append(", ")
            .append(String.join(" + sys.prefix + ", parts))
            .append(")\n");
      }
    }
    for (String name : prefix.preloaded()) {
      lines
          .append("import ctypes, sys; ctypes.CDLL(sys.prefix + ")
          .append(PythonLiteral.of("/lib/" + name))
          .append(", ctypes.RTLD_GLOBAL)\n");
    }
    return lines.toString();
  }

  /** {@code bin/activate}, for sh, bash, dash. */
  static String activate(EnvironmentPrefix prefix) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "# Use it with: . bin/activate",
                "deactivate () {",
                "    if [ -n \"${FERRY_OLD_PATH+x}\" ]; then PATH=$FERRY_OLD_PATH; export PATH; fi",
                "    if [ -n \"${FERRY_OLD_PS1+x}\" ]; then PS1=$FERRY_OLD_PS1; fi",
                "    for ferry_name in ${FERRY_SET-}; do unset \"$ferry_name\"; done",
                "    unset FERRY_OLD_PATH FERRY_OLD_PS1 FERRY_SET FERRY_ENV VIRTUAL_ENV ferry_name",
                "    hash -r 2>/dev/null || true",
                "    [ \"${1-}\" = again ] || unset -f deactivate",
                "}",
                "if [ -n \"${FERRY_OLD_PATH+x}\" ]; then deactivate again; fi",
                "FERRY_ENV=" + quoted(prefix.directory()),
                "VIRTUAL_ENV=$FERRY_ENV",
                "export FERRY_ENV VIRTUAL_ENV",
                "FERRY_OLD_PATH=$PATH",
                "PATH=$FERRY_ENV/bin:$PATH",
                "export PATH",
                "FERRY_SET="));
    prefix
        .variables()
        .forEach(
            (name, value) -> {
              if (!onlyForLoader(name)) {
                lines.add(unlessSet(name, value, "; FERRY_SET=\"$FERRY_SET " + name + "\""));
              }
            });
    lines.addAll(
        List.of(
            "if [ -n \"${PS1-}\" ]; then",
            "    FERRY_OLD_PS1=$PS1",
            "    PS1=\"(${FERRY_ENV##*/}) $PS1\"",
            "fi",
            "hash -r 2>/dev/null || true"));
    return String.join("\n", lines) + "\n";
  }

  /** {@code bin/ferry-run}: runs a command with every variable. */
  static String run(EnvironmentPrefix prefix) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "#!/bin/sh",
                "# Runs a command with all variables of this environment: ferry-run python app.py",
                "FERRY_ENV=" + quoted(prefix.directory()),
                "export FERRY_ENV",
                "PATH=$FERRY_ENV/bin:$PATH"));
    prefix
        .variables()
        .forEach(
            (name, value) -> {
              if (onlyForLoader(name)) {
                lines.add(name + "=" + forShell(value));
                lines.add("export " + name);
              } else {
                lines.add(unlessSet(name, value, ""));
              }
            });
    lines.add("export PATH");
    lines.add("exec \"$@\"");
    return String.join("\n", lines) + "\n";
  }

  private static String unlessSet(String name, String value, String then) {
    return String.format(
        Locale.ROOT,
        "if [ -z \"${%s+x}\" ]; then %s=%s; export %s%s; fi",
        name,
        name,
        forShell(value),
        name,
        then);
  }

  private static boolean onlyForLoader(String name) {
    return name.equals("PATH")
        || name.startsWith("LD_")
        || name.startsWith("PYTHON")
        || name.startsWith("MALLOC_");
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  /** The folder's placeholder becomes the shell's variable, everything else is literal. */
  private static String forShell(String value) {
    List<String> parts =
        parts(value).stream().map(part -> part.isEmpty() ? "" : quoted(part)).toList();
    String word = String.join("\"$FERRY_ENV\"", parts);
    return word.isEmpty() ? "''" : word;
  }

  private static List<String> parts(String value) {
    return List.of(value.split(Pattern.quote(FOLDER), -1));
  }
}
