package dev.ferry.image.base;

import dev.ferry.image.base.RootTree.Found;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Interpreters among the programs, and what their own bytes say of their versions. */
final class PythonFinder {
  private static final Pattern NAME = Pattern.compile("(python|pypy)3(?:\\.([0-9]{1,3}))?(t?)");

  /** {@code PY_VERSION}, a text of its own; a plus sign marks a build between two releases. */
  private static final Pattern VERSION = Pattern.compile("\0(3\\.[0-9]{1,3}\\.[0-9]{1,3})\\+?\0");

  private final RootFacts facts;
  private final SortedMap<String, Found> libraries;

  PythonFinder(RootFacts facts, SortedMap<String, Found> libraries) {
    this.facts = facts;
    this.libraries = libraries;
  }

  /** In order of their paths. */
  List<BasePython> find(Collection<Found> programs, String machine) {
    SortedMap<String, BasePython> pythons = new TreeMap<>();
    for (Found program : programs) {
      Matcher name = NAME.matcher(EntryPath.base(program.path()));
      if (name.matches() && !pythons.containsKey(program.path()) && facts.isFor(program, machine)) {
        python(program, name).ifPresent(python -> pythons.put(python.path(), python));
      }
    }
    return new ArrayList<>(pythons.values());
  }

  private Optional<BasePython> python(Found program, Matcher name) {
    boolean pypy = name.group(1).equals("pypy");
    Optional<String> minor = Optional.ofNullable(name.group(2));
    // PyPy's own version stands beside the one of the language, in the same form.
    Optional<SymbolVersion> said = pypy ? Optional.empty() : said(program, minor);
    if (minor.isEmpty() && said.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BasePython(
            program.path(),
            new PythonVersion(
                pypy ? "pp" : "cp",
                3,
                minor.map(Integer::parseInt).orElseGet(() -> said.orElseThrow().part(1)),
                said.map(version -> OptionalInt.of(version.part(2))).orElse(OptionalInt.empty()),
                !name.group(3).isEmpty())));
  }

  /** The one version that the program, or else its library, says. */
  private Optional<SymbolVersion> said(Found program, Optional<String> minor) {
    return said(List.of(program), minor)
        .or(
            () ->
                said(
                    libraries.entrySet().stream()
                        .filter(one -> one.getKey().startsWith("libpython3."))
                        .map(java.util.Map.Entry::getValue)
                        .toList(),
                    minor));
  }

  private Optional<SymbolVersion> said(List<Found> files, Optional<String> minor) {
    SortedSet<String> versions = new java.util.TreeSet<>();
    files.forEach(file -> versions.addAll(ByteSearch.all(facts.bytes(file), VERSION)));
    minor.ifPresent(number -> versions.removeIf(one -> !one.startsWith("3." + number + ".")));
    return versions.size() == 1
        ? Optional.of(SymbolVersion.parse(versions.first()))
        : Optional.empty();
  }
}
