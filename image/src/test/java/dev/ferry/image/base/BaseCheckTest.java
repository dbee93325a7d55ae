package dev.ferry.image.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.SymbolNeed;
import dev.ferry.bundle.environment.TargetFacts;
import dev.ferry.image.system.PackageLibrary;
import dev.ferry.image.system.SystemPackage;
import dev.ferry.model.Accelerator;
import dev.ferry.model.Digest;
import dev.ferry.model.Libc;
import dev.ferry.model.PythonVersion;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import dev.ferry.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BaseCheckTest {
  private static final Digest DIGEST = Digest.of(new byte[0]);

  private static PythonVersion python(int minor, OptionalInt patch) {
    return new PythonVersion("cp", 3, minor, patch, false);
  }

  private static EnvironmentDocument environment(String machine, String libc, int minor) {
    TargetFacts target =
        new TargetFacts(
            "target",
            "linux",
            machine,
            new Libc(Libc.Family.GLIBC, SymbolVersion.parse(libc)),
            Optional.empty(),
            OptionalInt.empty(),
            python(minor, OptionalInt.empty()),
            new Accelerator.None());
    SystemLibrary gomp =
        new SystemLibrary(
            "libgomp.so.1",
            List.of("paddlepaddle"),
            Map.of("debian", "libgomp1", "rpm", "libgomp"),
            Optional.empty());
    return new EnvironmentDocument(
        "demo",
        "1",
        "2026-11-21",
        new BundleFile("targets/target/pylock.toml", DIGEST, 0),
        target,
        List.of(),
        List.of(),
        new TreeMap<>(),
        Optional.empty(),
        List.of(gomp),
        Optional.of(new SymbolNeed(SymbolVersion.of(3, 4, 22), List.of("paddlepaddle"))),
        List.of(),
        Optional.empty());
  }

  private static Base base(String glibcxx, String... libraries) {
    Map<String, String> found = new TreeMap<>();
    for (String library : libraries) {
      found.put(library, "/usr/lib/" + library);
    }
    BaseFacts facts =
        new BaseFacts(
            "x86_64",
            Optional.of(new Libc(Libc.Family.GLIBC, SymbolVersion.of(2, 36))),
            Optional.of(SymbolVersion.parse(glibcxx)),
            List.of(
                new BasePython("/usr/bin/python3.11", python(11, OptionalInt.of(2))),
                new BasePython("/usr/local/bin/python3.11", python(11, OptionalInt.of(9))),
                new BasePython("/usr/local/bin/python3.12", python(12, OptionalInt.of(1)))),
            new TreeMap<>(found),
            new TreeSet<>(List.of("sh", "ldd")),
            "",
            "",
            new TreeMap<>(),
            new TreeSet<>());
    return new Base(
        "debian12",
        DIGEST,
        Platform.of("linux", "x86_64"),
        List.of(),
        new TreeMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin")),
        facts);
  }

  private static SystemPackage gomp(String glibc, String... needed) {
    PackageLibrary library =
        new PackageLibrary(
            "/usr/lib/libgomp.so.1",
            List.of(needed),
            Optional.of(SymbolVersion.parse(glibc)),
            Optional.empty());
    return new SystemPackage(
        SystemPackage.Kind.DEB,
        "libgomp1",
        "12",
        "amd64",
        Optional.empty(),
        DIGEST,
        0,
        List.of(),
        new TreeMap<>(Map.of("libgomp.so.1", library)),
        List.of(),
        List.of());
  }

  private static List<String> problems(BaseFit fit) {
    return fit.problems().stream().map(text -> text.english()).toList();
  }

  @Test
  void aBaseThatHasEverythingFits() {
    BaseFit fit =
        BaseCheck.check(
            base("3.4.30", "libgomp.so.1"), environment("x86_64", "2.31", 11), List.of(), true);
    assertThat(fit.problems()).isEmpty();
    assertThat(fit.advice()).isEmpty();
    assertThat(fit.python().map(BasePython::path)).contains("/usr/local/bin/python3.11");
    assertThat(fit.warnings().getFirst().english()).contains("no `which`");
  }

  @Test
  void everyProblemIsFoundAtOnce() {
    BaseFit fit =
        BaseCheck.check(base("3.4.19"), environment("aarch64", "2.39", 13), List.of(), true);
    assertThat(problems(fit))
        .containsExactly(
            "the base is for x86_64, the environment for aarch64",
            "the base has glibc2.36, the environment was checked for glibc2.39",
            "the base has no `libgomp.so.1`, which paddlepaddle needs; it is in the package"
                + " libgomp1 (debian), libgomp (rpm)",
            "the base's libstdc++ has GLIBCXX 3.4.19, the environment needs 3.4.22",
            "the base has no Python 3.13, which the environment is for; it has 3.11.2"
                + " (/usr/bin/python3.11), 3.11.9 (/usr/local/bin/python3.11), 3.12.1"
                + " (/usr/local/bin/python3.12)");
    assertThat(fit.missingLibraries()).containsExactly("libgomp.so.1");
    assertThat(fit.advice().orElseThrow().english()).contains("--package FILE");
  }

  @Test
  void aPackageBringsWhatIsMissing() {
    BaseFit fit =
        BaseCheck.check(
            base("3.4.30", "libc.so.6"),
            environment("x86_64", "2.31", 11),
            List.of(gomp("2.34", "libc.so.6")),
            false);
    assertThat(fit.problems()).isEmpty();
    assertThat(fit.python()).isEmpty();
    assertThat(fit.warnings()).isEmpty();
  }

  @Test
  void aPackageMustItselfBeWhole() {
    BaseFit fit =
        BaseCheck.check(
            base("3.4.30", "libc.so.6"),
            environment("x86_64", "2.31", 11),
            List.of(gomp("2.38", "libc.so.6", "libnuma.so.1")),
            false);
    assertThat(problems(fit))
        .containsExactly(
            "`libgomp.so.1` of a package needs glibc 2.38, the base has glibc2.36",
            "`libgomp.so.1` of a package needs `libnuma.so.1`, which neither the base nor another"
                + " package has");
    assertThat(fit.missingLibraries()).containsExactly("libnuma.so.1");
  }

  @Test
  void whatNothingReachesIsAWarning() {
    SystemPackage other = gomp("2.38", "libnuma.so.1");
    BaseFit fit =
        BaseCheck.check(
            base("3.4.30", "libgomp.so.1"),
            withoutLibraries(environment("x86_64", "2.31", 11)),
            List.of(other),
            false);
    assertThat(fit.problems()).isEmpty();
    assertThat(fit.warnings()).hasSize(2);
  }

  private static EnvironmentDocument withoutLibraries(EnvironmentDocument one) {
    return new EnvironmentDocument(
        one.name(),
        one.version(),
        one.locked(),
        one.lock(),
        one.target(),
        one.packages(),
        one.files(),
        one.env(),
        one.smoke(),
        List.of(),
        one.glibcxx(),
        one.assumptions(),
        one.interpreter());
  }
}
