package dev.ferry.python.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.TargetName;
import dev.ferry.python.filename.SdistFilename;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.marker.Marker;
import dev.ferry.python.marker.MarkerEnvironment;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.reqfile.RequirementsFile;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutates good input from a fixed seed: a parser gives a value or its declared exception, nothing
 * else, and comes to an end.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ParserFuzzTest {
  private static final int CASES = 20_000;
  private static final int CASES_WITH_FILES = 2_000;
  private static final MarkerEnvironment OPEN =
      MarkerEnvironment.of(TargetName.parse("linux-x86_64-glibc2.31-cp311"));

  private static final List<String> MARKERS =
      List.of(
          "python_full_version >= '3.11.3' and (os_name == \"posix\" or extra == 'x')",
          "'tegra' in platform_release and platform_version not in 'a b'",
          "implementation_version ~= '3.11.2' or platform_release < '5.4'");

  @Test
  void versionsAndClauses() {
    mutate(
        List.of("1!2.6.2rc1.post120.dev3+cu118.ubuntu", "v2.6-1", "2024.1.20240101"),
        text ->
            Version.findVersion(text)
                .ifPresent(
                    version -> assertThat(Version.parse(version.toString())).isEqualTo(version)));
    mutate(
        List.of(">=1.0,<2,!=1.5.*,~=1.2.3", "===any thing", "==1.0+cu118,>2.6.2.post116"),
        text ->
            VersionSpecifiers.findSpecifiers(text)
                .ifPresent(
                    set -> assertThat(VersionSpecifiers.parse(set.toString())).isEqualTo(set)));
  }

  @Test
  void names() {
    mutate(List.of("Foo.Bar_baz--x"), text -> PackageName.of(text).compareTo(PackageName.of("a")));
    mutate(
        List.of("foo_bar-1.0-2x-cp311.py3-abi3.none-manylinux_2_17_x86_64.any.whl"),
        WheelFilename::parse);
    mutate(
        List.of("foo-bar-1.0-1.tar.gz", "x-2.zip"),
        text -> SdistFilename.findSdist(text, PackageName.of("foo-bar")));
  }

  @Test
  void markersAndRequirements() {
    mutate(
        MARKERS,
        text -> {
          Marker marker = Marker.parse(text);
          assertThat(Marker.parse(marker.toString())).isEqualTo(marker);
          boolean holds = marker.evaluate(OPEN, Set.of("x"));
          assertThat(marker.and(marker).evaluate(OPEN, Set.of("x"))).isEqualTo(holds);
        });
    mutate(
        List.of(
            "foo[a,b] (>=1.0,<2) ; " + MARKERS.getFirst(),
            "foo @ https://index.example/foo.zip ; os_name == 'nt'"),
        text -> {
          Requirement requirement = Requirement.parse(text);
          assertThat(Requirement.parse(requirement.toString())).isEqualTo(requirement);
        });
  }

  @Test
  void expensiveMarkersComeToAnEnd() {
    StringBuilder marker = new StringBuilder("python_full_version == '3.11.1'");
    for (int i = 0; marker.length() < 60_000; i++) {
      marker.append(" and platform_release != '").append(i).append("' and 'w").append(i);
      marker.append("' in platform_release and python_full_version != '3.11.").append(i);
      marker.append("' and platform_version != '").append(i).append("'");
    }
    assertThat(Marker.parse(marker.toString()).evaluate(OPEN, Set.of())).isTrue();
    VersionSpecifiers clauses = VersionSpecifiers.parse("!=3.11.1,".repeat(900));
    assertThat(OPEN.satisfiesPython(clauses)).isTrue();
  }

  @Test
  void metadata() {
    mutate(
        List.of(
            """
            Metadata-Version: 2.1
            Name: foo
            Version: 1.0
            Requires-Python: >=3.8
            Provides-Extra: a
            Requires-Dist: numpy (>=1.21) ; extra == 'a'
            License: x
             y

            text
            """),
        text -> Metadata.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void requirementsFiles(@TempDir Path folder) {
    Path file = folder.resolve("requirements.txt");
    mutate(
        CASES_WITH_FILES,
        List.of(
            """
            # coding: utf-8
            -i https://index.example/simple --pre
            -r requirements.txt
            --only-binary :all:,a --find-links 'x y'
            foo[a]>=1,<2 ; os_name == "posix" \\
              --hash=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            -e git+https://index.example/a.git#egg=a[b]
            ./x.tar.gz; ${HOME}
            """),
        text -> {
          write(file, text);
          RequirementsFile.read(file, Map.of("HOME", "/x"));
        });
  }

  private static void write(Path file, String text) {
    try {
      // Half of the cases are not UTF-8.
      Files.write(
          file,
          text.getBytes(
              text.length() % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    } catch (IOException unexpected) {
      throw new java.io.UncheckedIOException(unexpected);
    }
  }

  private static void mutate(List<String> good, Consumer<String> parser) {
    mutate(CASES, good, parser);
  }

  private static void mutate(int cases, List<String> good, Consumer<String> parser) {
    good.forEach(text -> Mutations.tryTexts(cases / good.size(), text, parser));
  }
}
