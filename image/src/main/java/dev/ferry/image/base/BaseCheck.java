package dev.ferry.image.base;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.TargetFacts;
import dev.ferry.image.system.PackageLibrary;
import dev.ferry.image.system.SystemPackage;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.model.Libc;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares a base, and packages that are added to it, with what an environment was locked for. All
 * that is wrong is found at once, before anything is built.
 */
public final class BaseCheck {
  private static final String CXX = "libstdc++.so.6";
  private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

  /** Programs that Python packages run when they are imported. */
  private static final List<String> HELPERS = List.of("sh", "ldd", "which");

  private final BaseFacts facts;
  private final Map<String, String> env;
  private final EnvironmentDocument environment;
  private final Map<String, PackageLibrary> added = new TreeMap<>();
  private final List<Text> problems = new ArrayList<>();
  private final List<Text> warnings = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private BaseCheck(Base base, EnvironmentDocument environment, List<SystemPackage> packages) {
    this.facts = base.facts();
    this.env = base.env();
    this.environment = environment;
    packages.forEach(one -> one.libraries().forEach(added::putIfAbsent));
  }

  /**
   * Compares.
   *
   * @param packages that will be added to the base
   * @param pythonNeeded whether the image is to run Python; one that the environment brings counts
   */
  public static BaseFit check(
      Base base,
      EnvironmentDocument environment,
      List<SystemPackage> packages,
      boolean pythonNeeded) {
    return new BaseCheck(base, environment, packages).check(pythonNeeded);
  }

  private BaseFit check(boolean pythonNeeded) {
    machine();
    libc();
    libraries();
    cxx();
    Optional<BasePython> python = Optional.empty();
    if (pythonNeeded) {
      helpers();
      if (environment.interpreter().isEmpty()) {
        python = findPython();
      }
    }
    return new BaseFit(python, problems, warnings, missing);
  }

  private void machine() {
    String want = environment.target().machine();
    if (!facts.machine().equals(want)) {
      problems.add(
          Text.of(
              "the base is for %s, the environment for %s",
              "基础镜像适用于 %s，环境适用于 %s", facts.machine(), want));
    }
  }

  private void libc() {
    Libc want = environment.target().libc();
    boolean fits =
        facts
            .libc()
            .filter(have -> have.family() == want.family())
            .filter(have -> have.version().compareTo(want.version()) >= 0)
            .isPresent();
    if (!fits) {
      problems.add(
          Text.of(
              "the base has %s, the environment was checked for %s",
              "基础镜像的 C 库为 %s，环境按 %s 检查",
              facts
                  .libc()
                  .map(have -> Text.same(have.toString()))
                  .orElse(Text.of("no C library", "无")),
              want));
    }
  }

  private void libraries() {
    Reach reach = new Reach();
    for (SystemLibrary library : environment.systemLibraries()) {
      if (facts.libraries().containsKey(library.soname()) || added.containsKey(library.soname())) {
        reach.follow(library.soname(), true);
      } else {
        missing.add(library.soname());
        problems.add(absent(library));
      }
    }
    List.copyOf(added.keySet()).forEach(soname -> reach.follow(soname, false));
  }

  private static Text absent(SystemLibrary library) {
    List<String> names = new ArrayList<>();
    library.packages().forEach((family, name) -> names.add(name + " (" + family + ")"));
    Text who = Text.same(String.join(", ", library.neededBy()));
    return names.isEmpty()
        ? Text.of(
            "the base has no `%s`, which %s needs",
            "基础镜像中没有 %2$s 需要的 `%1$s`", library.soname(), who)
        : Text.of(
            "the base has no `%s`, which %s needs; it is in the package %s",
            "基础镜像中没有 %2$s 需要的 `%1$s`，它在软件包 %3$s 中",
            library.soname(),
            who,
            String.join(", ", names));
  }

  /** Follows what libraries of packages need; the base's own are whole already. */
  private final class Reach {
    private final Map<String, Boolean> seen = new TreeMap<>();

    void follow(String soname, boolean reached) {
      List<Text> wrong = reached ? problems : warnings;
      @Nullable PackageLibrary library = added.get(soname);
      if (library == null || seen.put(soname, true) != null) {
        return;
      }
      tooNew(soname, library, wrong);
      for (String needed : library.needed()) {
        if (added.containsKey(needed)) {
          follow(needed, reached);
        } else if (!facts.libraries().containsKey(needed)) {
          if (reached && !missing.contains(needed)) {
            missing.add(needed);
          }
          wrong.add(
              Text.of(
                  "`%s` of a package needs `%s`, which neither the base nor another package has",
                  "软件包的 `%s` 需要 `%s`，而基础镜像和其他软件包中都没有", soname, needed));
        }
      }
    }

    private void tooNew(String soname, PackageLibrary library, List<Text> wrong) {
      Optional<SymbolVersion> have = facts.libc().map(Libc::version);
      if (library.glibc().isPresent()
          && (have.isEmpty() || library.glibc().get().compareTo(have.get()) > 0)) {
        wrong.add(
            Text.of(
                "`%s` of a package needs glibc %s, the base has %s",
                "软件包的 `%s` 需要 glibc %s，基础镜像为 %s",
                soname,
                library.glibc().get(),
                facts.libc().map(Libc::toString).orElse("-")));
      }
    }
  }

  private void cxx() {
    Optional<SymbolVersion> have =
        Optional.ofNullable(added.get(CXX)).flatMap(PackageLibrary::glibcxx).or(facts::glibcxx);
    // What the target promises was not searched further: the set may need all of it.
    Optional<SymbolVersion> want =
        environment
            .glibcxx()
            .map(need -> need.version())
            .or(() -> environment.target().glibcxx().filter(promised -> have.isPresent()));
    if (want.isPresent() && (have.isEmpty() || have.get().compareTo(want.get()) < 0)) {
      problems.add(
          Text.of(
              "the base's libstdc++ has GLIBCXX %s, the environment needs %s",
              "基础镜像的 libstdc++ 为 GLIBCXX %s，环境需要 %s",
              have.map(SymbolVersion::toString).orElse("-"),
              want.get()));
    }
  }

  private void helpers() {
    List<String> absent =
        HELPERS.stream().filter(program -> !facts.programs().contains(program)).toList();
    if (!absent.isEmpty()) {
      warnings.add(
          Text.of(
              "the base has no %s, which some packages run when they are imported",
              "基础镜像中没有 %s，某些软件包在导入时会运行它", "`" + String.join("`, `", absent) + "`"));
    }
  }

  private Optional<BasePython> findPython() {
    TargetFacts target = environment.target();
    PythonVersion want = target.python();
    Optional<BasePython> best =
        facts.pythons().stream()
            .filter(python -> isSameAbi(python.version(), want))
            .min(
                Comparator.comparing((BasePython python) -> !isSamePatch(python.version(), want))
                    .thenComparingInt(this::placeInPath));
    if (best.isEmpty()) {
      problems.add(
          Text.of(
              "the base has no Python %s, which the environment is for; it has %s",
              "基础镜像中没有环境所需的 Python %s，只有 %s",
              want.minorVersion(),
              facts.pythons().isEmpty() ? Text.of("none", "（无）") : Text.same(pythons())));
    } else if (!isSamePatch(best.get().version(), want)) {
      warnings.add(
          Text.of(
              "the base's Python is %s, the environment was locked for %s",
              "基础镜像的 Python 为 %s，环境按 %s 锁定", best.get().version().version(), want.version()));
    }
    return best;
  }

  private String pythons() {
    return String.join(
        ", ",
        facts.pythons().stream()
            .map(python -> python.version().version() + " (" + python.path() + ")")
            .toList());
  }

  private static boolean isSameAbi(PythonVersion have, PythonVersion want) {
    return have.implementation().equals(want.implementation())
        && have.major() == want.major()
        && have.minor() == want.minor()
        && have.freeThreaded() == want.freeThreaded();
  }

  private static boolean isSamePatch(PythonVersion have, PythonVersion want) {
    return want.patch().isEmpty() || have.patch().isEmpty() || have.patch().equals(want.patch());
  }

  private int placeInPath(BasePython python) {
    List<String> folders = Arrays.asList(env.getOrDefault("PATH", USUAL_PATH).split(":", -1));
    int place = folders.indexOf(EntryPath.parent(python.path()));
    return place < 0 ? folders.size() : place;
  }
}
