package dev.ferry.carry.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ferry.bundle.environment.ExtraFile;
import dev.ferry.bundle.environment.Smoke;
import dev.ferry.bundle.fixture.ChangedBytes;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.SystemLibrary;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparerTest {
  private static final String MIT = "License-Expression: MIT\n";

  @TempDir private Path folder;

  @Test
  void theSameSetIsTheSame() {
    Path one = bundle("one").wheel(TinyWheel.of("app", "1.0", MIT)).write();
    Path two = bundle("two").wheel(TinyWheel.of("app", "1.0", MIT)).write();
    Comparison comparison = compare(one, two);
    assertThat(comparison.same()).isTrue();
    assertThat(comparison.everything()).isEmpty();
    assertThat(comparison.targets().getFirst().unchanged()).isEqualTo(1);
  }

  @Test
  void packagesCameWentAndChanged() {
    TinyWheel before = TinyWheel.of("app", "1.0", MIT).file("app/__init__.py", "one\n");
    TinyWheel after =
        TinyWheel.of("app", "1.1", MIT)
            .file("app/__init__.py", "two and more\n")
            .file("app/large.txt", "x".repeat(9000));
    Path one = bundle("one").wheel(before).wheel(TinyWheel.of("gone", "1", MIT)).write();
    Path two = bundle("two").wheel(after).wheel(TinyWheel.of("fresh", "2", MIT)).write();
    TargetComparison target = compare(one, two).targets().getFirst();
    assertThat(target.packages())
        .extracting(PackageChange::name, PackageChange::change)
        .containsExactly(
            tuple("app", Change.CHANGED),
            tuple("fresh", Change.ADDED),
            tuple("gone", Change.REMOVED));
    MemberChanges members = target.packages().getFirst().members().orElseThrow();
    assertThat(members.same()).as("WHEEL, whatever the version in its path").isEqualTo(1);
    assertThat(members.largest().orElseThrow())
        .isEqualTo(new MemberChange("app/large.txt", Change.ADDED, 0, 9000));
    assertThat(members.count(Change.CHANGED)).as("module, METADATA, RECORD").isEqualTo(3);
  }

  @Test
  void whatWasReadAddsUpToTheTotal() {
    TinyWheel old = TinyWheel.of("app", "1.0", MIT).file("app.bin", "a".repeat(300_000));
    TinyWheel fresh = TinyWheel.of("app", "1.1", MIT).file("app.bin", "b".repeat(400_000));
    Path one = bundle("one").wheel(old).write();
    Path two = bundle("two").wheel(fresh).write();
    LongAdder total = new LongAdder();
    LongAdder done = new LongAdder();
    Comparer.compare(Bundle.open(one), Bundle.open(two), folder, new Counting(total, done));
    assertThat(done.sum()).isEqualTo(total.sum()).isPositive();
  }

  private record Counting(LongAdder total, LongAdder done) implements Progress {
    @Override
    public Task start(Text what, long most) {
      total.add(most);
      return new Task() {
        @Override
        public void advance(long amount) {
          done.add(amount);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void note(Text message) {}

    @Override
    public void warn(Text message) {}
  }

  @Test
  void theSameFileNameWithOtherBytesIsLoud() {
    Path one = bundle("one").wheel(TinyWheel.of("app", "1.0", MIT)).write();
    Path two =
        bundle("two").wheel(TinyWheel.of("app", "1.0", MIT).file("app.py", "evil\n")).write();
    assertThat(findings(one, two, FindingKind.SAME_NAME_OTHER_BYTES))
        .extracting(Finding::subject)
        .containsExactly("app-1.0-py3-none-any.whl");
    assertThat(FindingKind.SAME_NAME_OTHER_BYTES.loud()).isTrue();
  }

  @Test
  void anOlderVersionIsLoud() {
    Path one = bundle("one").wheel(TinyWheel.of("app", "1.10", MIT)).write();
    Path two = bundle("two").wheel(TinyWheel.of("app", "1.9", MIT)).write();
    assertThat(findings(one, two, FindingKind.DOWNGRADE))
        .extracting(Finding::before, Finding::after)
        .containsExactly(tuple("1.10", "1.9"));
    assertThat(findings(two, one, FindingKind.DOWNGRADE)).isEmpty();
  }

  @Test
  void licencesThatChangedOrAreUnknown() {
    Path one =
        bundle("one")
            .wheel(TinyWheel.of("app", "1", MIT))
            .wheel(TinyWheel.of("mute", "1", MIT))
            .write();
    Path two =
        bundle("two")
            .wheel(TinyWheel.of("app", "2", "License-Expression: AGPL-3.0-only\n"))
            .wheel(TinyWheel.of("mute", "2", "License: UNKNOWN\n"))
            .wheel(
                TinyWheel.of("fresh", "1", "Classifier: License :: OSI Approved :: MIT License\n"))
            .write();
    assertThat(findings(one, two, FindingKind.LICENCE))
        .extracting(Finding::owner, Finding::before, Finding::after)
        .containsExactly(tuple("app", "MIT", "AGPL-3.0-only"));
    assertThat(findings(one, two, FindingKind.LICENCE_UNKNOWN))
        .extracting(Finding::owner)
        .containsExactly("mute");
    assertThat(compare(one, two).targets().getFirst().packages().get(1).licence())
        .containsExactly("MIT License");
  }

  @Test
  void codeThatRunsUnasked() {
    TinyWheel old = TinyWheel.of("app", "1", MIT).file("app/__init__.py", "");
    TinyWheel fresh = TinyWheel.of("app", "2", MIT).file("app/__init__.py", "");
    fresh.file("app-start.pth", "# quiet\nimport os; os.system('id')\n");
    fresh.file("app-path.pth", "app/more\n");
    fresh.file(fresh.data("purelib/usercustomize.py"), "print()\n");
    fresh.file(fresh.data("scripts/app-tool"), "#!python\n");
    fresh.file(fresh.data("data/etc/app.conf"), "x\n");
    fresh.file(
        fresh.info("entry_points.txt"),
        """
        [console_scripts]
        app = app:main
        [pytest11]
        spy = app.spy
        [setuptools.finalize_distribution_options]
        hook = app.hook:run
        """);
    Comparison comparison =
        compare(bundle("one").wheel(old).write(), bundle("two").wheel(fresh).write());
    assertThat(comparison.everything())
        .extracting(Finding::kind, Finding::subject)
        .contains(
            tuple(FindingKind.START_HOOK, "app-start.pth"),
            tuple(FindingKind.PATH_FILE, "app-path.pth"),
            tuple(FindingKind.SITE_HOOK, ".data/purelib/usercustomize.py"),
            tuple(FindingKind.COMMAND, "app-tool"),
            tuple(FindingKind.COMMAND, "app"),
            tuple(FindingKind.PLACED, "etc/app.conf"),
            tuple(FindingKind.PLUGIN, "pytest11: spy"),
            tuple(FindingKind.SETUP_HOOK, "setuptools.finalize_distribution_options: hook"));
    assertThat(comparison.everything().filter(one -> one.kind() == FindingKind.START_HOOK))
        .extracting(Finding::after)
        .allMatch(says -> says.startsWith("import os; os.system('id') ("));
  }

  @Test
  void aModuleThatHidesAnother() {
    TinyWheel good = TinyWheel.of("good", "1", MIT).file("useful/__init__.py", "");
    TinyWheel old = TinyWheel.of("app", "1", MIT).file("shared/one.py", "");
    TinyWheel fresh =
        TinyWheel.of("app", "2", MIT)
            .file("shared/one.py", "")
            .file("useful.py", "")
            .file("random/__init__.py", "");
    Path one = bundle("one").wheel(good).wheel(old).write();
    Path two = bundle("two").wheel(good).wheel(fresh).write();
    assertThat(findings(one, two, FindingKind.SHADOWED))
        .extracting(Finding::subject, Finding::after)
        .containsExactly(tuple("random", "Python"), tuple("useful", "good"));
    assertThat(findings(one, two, FindingKind.IMPORT_NAME))
        .extracting(Finding::subject)
        .containsExactly("random", "useful");
  }

  @Test
  void settingsFilesAndLibraries() {
    Path one =
        bundle("one")
            .env("APP_MODE", "fast")
            .extra("model.bin", ExtraFile.Unpack.NONE, bytes("a"))
            .write();
    Path two =
        bundle("two")
            .env("APP_MODE", "slow")
            .extra("model.bin", ExtraFile.Unpack.NONE, bytes("b"))
            .extra("lib/python3.11/site-packages/x.pth", ExtraFile.Unpack.NONE, bytes("c"))
            .smoke(new Smoke(List.of(), Optional.empty(), List.of("app --check")))
            .library(new SystemLibrary("libgomp.so.1", List.of("app"), Map.of(), Optional.empty()))
            .write();
    assertThat(compare(one, two).everything())
        .extracting(Finding::kind, Finding::subject, Finding::change)
        .contains(
            tuple(FindingKind.ENVIRONMENT, "APP_MODE", Change.CHANGED),
            tuple(FindingKind.EXTRA_FILE, "model.bin", Change.CHANGED),
            tuple(FindingKind.START_HOOK, "lib/python3.11/site-packages/x.pth", Change.ADDED),
            tuple(FindingKind.SMOKE, "app --check", Change.ADDED),
            tuple(FindingKind.SYSTEM_LIBRARY, "libgomp.so.1", Change.ADDED));
    assertThat(compare(two, one).everything())
        .extracting(Finding::kind, Finding::change)
        .contains(tuple(FindingKind.SYSTEM_LIBRARY, Change.REMOVED));
  }

  @Test
  void aDamagedWheelIsNamed() throws IOException {
    Path one = bundle("one").wheel(TinyWheel.of("app", "1", MIT)).write();
    Path two = bundle("two").wheel(TinyWheel.of("app", "2", MIT)).write();
    Path wheel = two.resolve("packages/app-2-py3-none-any.whl");
    byte[] bytes = Files.readAllBytes(wheel);
    bytes[bytes.length / 2] ^= 1;
    Files.write(wheel, bytes);
    assertThatThrownBy(() -> compare(one, two))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("app-2-py3-none-any.whl")
        .hasMessageContaining("sha256");
  }

  @Test
  void aWheelThatLiesIsRefused() {
    Path one = bundle("one").wheel(TinyWheel.of("app", "1", MIT)).write();
    Path two =
        bundle("two")
            .wheel(TinyWheel.of("app", "2", MIT).lying("app.py", "evil\n", "good\n"))
            .write();
    assertThatThrownBy(() -> compare(one, two))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("app.py");
  }

  @Test
  void whateverTheWheelHoldsItIsComparedOrRefused() {
    Path one = bundle("one").wheel(TinyWheel.of("app", "1", MIT)).write();
    Random random = new Random(5);
    int compared = 0;
    for (int i = 0; i < 60; i++) {
      TinyWheel wheel = TinyWheel.of("app", "2", MIT);
      wheel.file("app.pth", ChangedBytes.of(bytes("import os\nfoo/bar\n"), random));
      wheel.file(
          wheel.info("entry_points.txt"),
          ChangedBytes.of(bytes("[console_scripts]\nrun = app:main\n[group]\nname = x\n"), random));
      wheel.file(
          "lib.so", ChangedBytes.of(bytes("\177ELF\2\1\1 some more of it, no library"), random));
      try {
        compare(one, bundle("two" + i).wheel(wheel).write());
        compared++;
      } catch (FerryException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
    assertThat(compared).isPositive();
  }

  private TestBundle bundle(String name) {
    return TestBundle.in(folder.resolve(name));
  }

  private Comparison compare(Path before, Path after) {
    return Comparer.compare(Bundle.open(before), Bundle.open(after), folder, Progress.NONE);
  }

  private List<Finding> findings(Path before, Path after, FindingKind kind) {
    return compare(before, after).everything().filter(one -> one.kind() == kind).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
