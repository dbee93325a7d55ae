package dev.ferry.python.target;

import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One interpreter that a probe found.
 *
 * @param executable its real path there
 * @param version implementation and version
 * @param bits 32 or 64
 * @param glibc version of the glibc it is linked with; empty under musl
 * @param markers the variables of PEP 508 that it reports
 */
record ProbePython(
    String executable,
    PythonVersion version,
    int bits,
    Optional<SymbolVersion> glibc,
    Map<String, String> markers) {
  private static final Pattern VERSION = Pattern.compile("3\\.([0-9]{1,2})\\.([0-9]{1,3})");

  /** Every marker variable of PEP 508 but {@code extra}. */
  private static final String[] VARIABLES = {
    "implementation_name",
    "implementation_version",
    "os_name",
    "platform_machine",
    "platform_python_implementation",
    "platform_release",
    "platform_system",
    "platform_version",
    "python_full_version",
    "python_version",
    "sys_platform"
  };

  static ProbePython read(ProbeFields fields) {
    int bits = fields.findNumber("bits", 64).orElse(64);
    if (bits != 32 && bits != 64) {
      throw fields.bad("bits", "32 or 64", bits);
    }
    Optional<SymbolVersion> glibc =
        fields
            .findText("libc")
            .filter(text -> text.startsWith("glibc "))
            .map(text -> fields.version("libc", text.substring("glibc ".length())));
    return new ProbePython(
        fields.text("executable"), version(fields), bits, glibc, markers(fields));
  }

  /** Whether Ferry can pack for it: CPython or PyPy from 3.7 on. */
  static boolean isServed(ProbeFields fields) {
    Matcher version = VERSION.matcher(fields.text("version"));
    return version.matches()
        && Integer.parseInt(version.group(1)) >= 7
        && fields.text("implementation").matches("cpython|pypy");
  }

  private static PythonVersion version(ProbeFields fields) {
    String text = fields.text("version");
    Matcher version = VERSION.matcher(text);
    if (!version.matches()) {
      throw fields.bad("version", "3.X.Y", text);
    }
    return new PythonVersion(
        fields.text("implementation").equals("pypy") ? "pp" : "cp",
        3,
        Integer.parseInt(version.group(1)),
        OptionalInt.of(Integer.parseInt(version.group(2))),
        fields.flag("free_threaded"));
  }

  private static Map<String, String> markers(ProbeFields fields) {
    Map<String, String> markers = new TreeMap<>();
    fields
        .findObject("markers")
        .ifPresent(
            all -> {
              for (String variable : VARIABLES) {
                all.findText(variable).ifPresent(value -> markers.put(variable, value));
              }
            });
    return markers;
  }

  /**
   * Whether a user's choice means this one: its path, {@code 3.11}, {@code 3.11.9}, {@code cp311}.
   */
  boolean matches(String choice) {
    PythonVersion open =
        new PythonVersion(
            version.implementation(),
            3,
            version.minor(),
            OptionalInt.empty(),
            version.freeThreaded());
    return choice.equals(executable)
        || choice.equals(version.version())
        || choice.equals(version.minorVersion())
        || choice.equals(version.toString())
        || choice.equals(open.toString());
  }
}
