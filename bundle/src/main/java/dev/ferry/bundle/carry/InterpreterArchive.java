package dev.ferry.bundle.carry;

import dev.ferry.bundle.carry.ArchiveContents.Member;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.scan.fit.ElfMachine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relocatable CPython in an archive: where it is, and whether a target can run it. */
public final class InterpreterArchive {
  private static final Pattern PROGRAM = Pattern.compile("(?:.*/)?bin/python(3\\.[0-9]+)t?");
  private static final Pattern LIBRARY =
      Pattern.compile("lib(?:64)?/python(3\\.[0-9]+)t?/(?:os\\.py|encodings/__init__\\.py)");

  private final ArchiveContents contents;

  private InterpreterArchive(ArchiveContents contents) {
    this.contents = contents;
  }

  static InterpreterArchive read(Path archive) throws BadArchive {
    if (ArchiveReader.kind(archive) != dev.ferry.bundle.environment.ExtraFile.Unpack.TAR) {
      throw new BadArchive(Text.of("it is a zip, want a tar", "它是 zip，应为 tar"));
    }
    return new InterpreterArchive(ArchiveReader.read(archive));
  }

  /**
   * The interpreter's path in an archive that was found good.
   *
   * @param named the spec's {@code executable}
   */
  public static String executable(Path archive, Optional<String> named, Target target) {
    try {
      return named.isPresent()
          ? named.get()
          : read(archive).findExecutable(target.python()).orElseThrow();
    } catch (BadArchive bad) {
      throw new FerryException(Failure.USAGE, bad.text());
    }
  }

  /** The first member {@code .../bin/python3.<minor>}. */
  private Optional<String> findExecutable(PythonVersion python) {
    String name = "bin/python" + python.minorVersion() + (python.freeThreaded() ? "t" : "");
    return contents.members().keySet().stream()
        .filter(path -> path.equals(name) || path.endsWith("/" + name))
        .findFirst();
  }

  /**
   * What keeps a target from running it.
   *
   * @param named the spec's {@code executable}
   */
  List<Text> faults(Optional<String> named, Target target) {
    Optional<String> path = named.or(() -> findExecutable(target.python()));
    if (path.isEmpty()) {
      return List.of(none(target.python()));
    }
    Optional<String> file = contents.findFile(path.get());
    if (file.isEmpty()) {
      return List.of(Text.of("`%s` is not in the archive", "归档中没有 `%s`", path.get()));
    }
    List<Text> faults = new ArrayList<>();
    machineFault(file.get(), target).ifPresent(faults::add);
    versionFault(path.get(), file.get(), target.python()).ifPresent(faults::add);
    return faults;
  }

  private Text none(PythonVersion python) {
    TreeSet<String> programs = new TreeSet<>();
    contents.members().keySet().stream()
        .filter(path -> PROGRAM.matcher(path).matches())
        .forEach(programs::add);
    return programs.isEmpty()
        ? Text.of(
            "it holds no `bin/python%s`; `executable` names the interpreter's path in the archive",
            "其中没有 `bin/python%s`；`executable` 可指明解释器在归档中的路径", python.minorVersion())
        : Text.of(
            "it holds `%s`, want `bin/python%s`",
            "其中只有 `%s`，应有 `bin/python%s`", String.join("`, `", programs), python.minorVersion());
  }

  private Optional<Text> machineFault(String file, Target target) {
    byte[] head = contents.members().get(file) instanceof Member.File member ? member.head() : null;
    if (head == null || head.length < 20 || head[0] != 0x7f || head[1] != 'E') {
      boolean script = head != null && head.length > 2 && head[0] == '#' && head[1] == '!';
      return script
          ? Optional.empty()
          : Optional.of(Text.of("`%s` is not an ELF program", "`%s` 不是 ELF 程序", file));
    }
    Optional<ElfMachine> want = ElfMachine.find(target.machine());
    return want.isEmpty() || want.get().runs(head)
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "`%s` runs on %s, the target is %s",
                "`%s` 适用于 %s，目标是 %s", file, ElfMachine.describe(head), target.machine()));
  }

  /** By the program's own name and by the standard library beside it, as far as they say it. */
  private Optional<Text> versionFault(String path, String file, PythonVersion python) {
    TreeSet<String> versions = new TreeSet<>();
    String top = above(above(file));
    for (String member : contents.members().keySet()) {
      if (member.startsWith(top)) {
        Matcher library = LIBRARY.matcher(member.substring(top.length()));
        if (library.matches()) {
          versions.add(library.group(1));
        }
      }
    }
    Matcher program = PROGRAM.matcher(file);
    if (program.matches()) {
      versions.retainAll(List.of(program.group(1)));
      versions.add(program.group(1));
    }
    return versions.isEmpty() || versions.contains(python.minorVersion())
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "`%s` is Python %s, the target has %s",
                "`%s` 是 Python %s，目标为 %s",
                path,
                String.join(", ", versions),
                python.minorVersion()));
  }

  /** The folder of a path with its slash; empty for the top. */
  private static String above(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return plain.substring(0, plain.lastIndexOf('/') + 1);
  }
}
