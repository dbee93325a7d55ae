package dev.ferry.python.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * The cases under {@code cases/}: a world of described releases, a request, and the versions that
 * must come out, or words that the reasons must have.
 */
class ResolverCasesTest {

  @TestFactory
  Stream<DynamicTest> cases() throws Exception {
    Path folder = Path.of(ResolverCasesTest.class.getResource("cases").toURI());
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        addCases(file, tests);
      }
    }
    assertThat(tests).hasSizeGreaterThan(60);
    return tests.stream();
  }

  private static void addCases(Path file, List<DynamicTest> tests) throws IOException {
    TomlParseResult parsed = Toml.parse(file);
    assertThat(parsed.errors()).as(file.toString()).isEmpty();
    TomlArray cases = parsed.getArrayOrEmpty("case");
    for (int i = 0; i < cases.size(); i++) {
      TomlTable one = cases.getTable(i);
      String name = file.getFileName() + ": " + one.getString("what");
      tests.add(DynamicTest.dynamicTest(name, () -> check(one)));
    }
  }

  private static void check(TomlTable one) {
    List<String> releases = texts(one, "index");
    DescribedIndex index = new DescribedIndex(releases);
    Resolver resolver = new Resolver(index, index, index, Progress.NONE);
    ResolveRequest request = request(one);
    if (one.contains("fails")) {
      assertFails(one, resolver, request);
      return;
    }
    Resolution resolution = resolver.resolve(request);
    List<String> got =
        resolution.packages().stream()
            .map(p -> (p.name() + extras(p) + " " + p.version()).strip())
            .toList();
    assertThat(got).isEqualTo(texts(one, "expect"));
    String notes = joined(resolution.notes());
    for (String note : texts(one, "notes")) {
      assertThat(notes).contains(note);
    }
    if (one.contains("files")) {
      assertThat(resolution.packages().stream().map(p -> p.file().filename()).toList())
          .isEqualTo(texts(one, "files"));
    }
    if (one.contains("quiet")) {
      assertThat(resolution.notes()).isEmpty();
    }
  }

  private static String extras(ResolvedPackage p) {
    return p.extras().isEmpty() ? "" : p.extras().toString().replace(" ", "");
  }

  private static void assertFails(TomlTable one, Resolver resolver, ResolveRequest request) {
    FerryException failure =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            FerryException.class, () -> resolver.resolve(request));
    assertThat(failure).as("it must fail").isNotNull();
    if (one.contains("kind")) {
      assertThat(failure.failure().id()).isEqualTo(one.getString("kind"));
      assertThat(failure.text().english()).contains(texts(one, "fails"));
      return;
    }
    assertThat(failure.failure()).isEqualTo(Failure.INFEASIBLE);
    String reasons = joined(failure.reasons());
    for (String words : texts(one, "fails")) {
      assertThat(reasons).contains(words);
    }
    for (String words : texts(one, "silent")) {
      assertThat(reasons).doesNotContain(words);
    }
  }

  private static String joined(List<Text> lines) {
    return lines.stream().map(Text::english).collect(Collectors.joining("\n"));
  }

  private static ResolveRequest request(TomlTable one) {
    String target = one.getString("target", () -> "linux-x86_64-glibc2.28-cp311");
    List<Request> asked = texts(one, "request").stream().map(Request::of).toList();
    Map<PackageName, Version> preferences = new HashMap<>();
    for (String line : texts(one, "keep")) {
      String[] parts = line.split(" ", 2);
      preferences.put(PackageName.of(parts[0]), Version.parse(parts[1]));
    }
    return new ResolveRequest(
        TargetName.parse(target),
        asked,
        requirements(one, "constraints"),
        requirements(one, "overrides"),
        preferences,
        one.getBoolean("pre", () -> false),
        Optional.ofNullable(one.getString("before")).map(day -> Instant.parse(day + "T00:00:00Z")),
        new BuildPolicy(
            one.getBoolean("only-binary", () -> false),
            names(one, "no-build"),
            names(one, "build"),
            one.getBoolean("only-source", () -> false),
            names(one, "no-binary"),
            one.getBoolean("prefer-binary", () -> false)),
        FitMode.valueOf(one.getString("fit", () -> "STRICT")),
        corrections(one),
        one.getBoolean("allow-unhashed", () -> false),
        one.getBoolean("require-hashes", () -> false),
        exclusions(one));
  }

  private static List<Correction> corrections(TomlTable one) {
    List<Correction> result = new ArrayList<>();
    for (String line : texts(one, "corrections")) {
      String[] parts = line.split(" needs ", 2);
      Requirement about = Requirement.parse(parts[0]);
      result.add(
          new Correction(
              about.name(), about.specifiers(), List.of(Requirement.parse(parts[1])), "seen"));
    }
    return result;
  }

  private static List<Exclusion> exclusions(TomlTable one) {
    return texts(one, "excluded").stream()
        .map(
            file ->
                new Exclusion(
                    PackageName.of(file.substring(0, file.indexOf('-'))),
                    file,
                    new Misfit(Misfit.Kind.LIBRARY, "late.so", "GLIBC 2.40", "2.28")))
        .toList();
  }

  private static List<Requirement> requirements(TomlTable one, String key) {
    return texts(one, key).stream().map(Requirement::parse).toList();
  }

  private static Set<PackageName> names(TomlTable one, String key) {
    Set<PackageName> names = new HashSet<>();
    texts(one, key).forEach(name -> names.add(PackageName.of(name)));
    return names;
  }

  private static List<String> texts(TomlTable one, String key) {
    List<String> result = new ArrayList<>();
    TomlArray array = one.getArrayOrEmpty(key);
    for (int i = 0; i < array.size(); i++) {
      result.add(array.getString(i));
    }
    return result;
  }
}
