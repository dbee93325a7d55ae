package dev.ferry.image.variant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.PlannedFile;
import dev.ferry.python.install.PlannedFile.Link;
import dev.ferry.python.install.PlannedFile.Made;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VariantRulesTest {
  private static final String SITE = "lib/python3.11/site-packages/";
  private static final VariantRules RULES = VariantRules.builtIn();

  private final SortedMap<String, PlannedFile> files = new TreeMap<>();

  @Test
  void trainHoldsEverything() {
    file("numpy", "numpy/_core/include/numpy/arrayobject.h");
    Selection selection = RULES.select(plan(), Variant.TRAIN, Optional.empty());
    assertThat(selection.plan().files()).isEqualTo(plan().files());
    assertThat(selection.left()).isEmpty();
  }

  @Test
  void slimLeavesWhatTheRulesNameAndSaysWhy() {
    file("numpy", "numpy/__init__.py");
    file("numpy", "numpy/__init__.pyi");
    file("numpy", "numpy/testing/__init__.py");
    file("numpy", "numpy/tests/test_all.py");
    file("numpy", "numpy/_core/include/numpy/arrayobject.h");
    file("numpy", "numpy/_core/lib/libnpymath.a");
    file("numpy", "numpy-2.4.6.dist-info/licenses/numpy/tests/LICENSE");
    Selection selection = RULES.select(plan(), Variant.SLIM, Optional.empty());
    assertThat(selection.plan().files().keySet())
        .containsExactlyInAnyOrder(
            SITE + "numpy/__init__.py",
            SITE + "numpy/testing/__init__.py",
            SITE + "numpy-2.4.6.dist-info/licenses/numpy/tests/LICENSE");
    assertThat(selection.left())
        .extracting(LeftOut::rule)
        .containsExactly("tests", "headers", "static-libraries", "stubs");
    assertThat(selection.left().get(1).examples())
        .containsExactly(SITE + "numpy/_core/include/numpy/arrayobject.h");
    assertThat(selection.left())
        .allSatisfy(
            left -> {
              assertThat(left.files()).isEqualTo(1);
              assertThat(left.bytes()).isPositive();
              assertThat(left.reason().chinese()).isNotBlank();
            });
  }

  @Test
  void theRecordOfAPackageListsWhatStays() {
    file("numpy", "numpy/__init__.py");
    file("numpy", "numpy/a,b/tests/one.py");
    String record = SITE + "numpy-2.4.6.dist-info/RECORD";
    String lines =
        """
        ../../../bin/numpy-config,sha256=x,1
        "numpy/a,b/tests/one.py",sha256=y,2
        numpy/__init__.py,sha256=z,3
        numpy-2.4.6.dist-info/RECORD,,
        """;
    files.put("bin/numpy-config", made("bin/numpy-config", "numpy"));
    files.put(record, new PlannedFile(record, 0644, "numpy", new Made(lines.getBytes(UTF_8))));
    Selection selection = RULES.select(plan(), Variant.SLIM, Optional.empty());
    PlannedFile stays = java.util.Objects.requireNonNull(selection.plan().files().get(record));
    assertThat(new String(((Made) stays.content()).bytes(), UTF_8))
        .isEqualTo(lines.replace("\"numpy/a,b/tests/one.py\",sha256=y,2\n", ""));
  }

  @Test
  void aRuleThatAPersonDoesNotWantIsLeftAside() {
    file("numpy", "numpy/__init__.pyi");
    VariantRules rules = RULES.without(Set.of("stubs"));
    assertThat(rules.select(plan(), Variant.SLIM, Optional.empty()).left()).isEmpty();
    assertThatThrownBy(() -> RULES.without(Set.of("stub")))
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> {
              assertThat(refused.failure()).isEqualTo(Failure.USAGE);
              assertThat(refused.hint().orElseThrow().english()).contains("`stubs`");
            });
  }

  @Test
  void withoutAKeepListThereIsNoInferenceImage() {
    assertThatThrownBy(() -> RULES.select(plan(), Variant.INFERENCE, Optional.empty()))
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> {
              assertThat(refused.failure()).isEqualTo(Failure.REFUSED);
              assertThat(refused.hint().orElseThrow().english()).contains("ferry image trace");
            });
  }

  @Test
  void inferenceHoldsWhatWasOpenedAndWhatBelongsToIt() {
    file("a", "a/__init__.py");
    file("a", "a/unused.py");
    file("a", "a/tests/used.py");
    file("a", "a/libk_avx2.so");
    file("a", "a/libk_avx512.so");
    file("a", "a/libj_avx2.so");
    file("a", "a-1.dist-info/METADATA");
    file("b", "b/__init__.py");
    file("b", "b-1.dist-info/METADATA");
    file("setuptools", "setuptools/__init__.py");
    file("setuptools", "setuptools/_vendor/deep.py");
    file("setuptools", "_distutils_hack/__init__.py");
    files.put("lib64", new PlannedFile("lib64", 0777, PlannedFile.FERRY, new Link("lib")));
    KeepList keep =
        keep(
            Map.of(
                SITE + "a/__init__.py", "a",
                SITE + "a/tests/used.py", "a",
                SITE + "a/libk_avx2.so", "a",
                SITE + "setuptools/__init__.py", "setuptools"));
    Selection selection = RULES.select(plan(), Variant.INFERENCE, Optional.of(keep));
    assertThat(selection.plan().files().keySet())
        .containsExactlyInAnyOrder(
            "lib64",
            SITE + "a/__init__.py",
            SITE + "a/tests/used.py",
            SITE + "a/libk_avx2.so",
            SITE + "a/libk_avx512.so",
            SITE + "a-1.dist-info/METADATA",
            SITE + "setuptools/__init__.py",
            SITE + "setuptools/_vendor/deep.py",
            SITE + "_distutils_hack/__init__.py");
    assertThat(selection.left()).extracting(LeftOut::rule).containsExactly(VariantRules.UNUSED);
    assertThat(selection.left().get(0).files()).isEqualTo(4);
    Selection cpp = RULES.select(plan(), Variant.CPP, Optional.of(keep));
    assertThat(cpp.plan().files()).doesNotContainKey("lib64");
  }

  @Test
  void slimKeepsWhatAKeepListHolds() {
    file("a", "a/tests/used.py");
    KeepList keep = keep(Map.of(SITE + "a/tests/used.py", "a"));
    assertThat(RULES.select(plan(), Variant.SLIM, Optional.of(keep)).left()).isEmpty();
  }

  @Test
  void aKeepListOfAnotherEnvironmentIsRefused() {
    KeepList keep = keep(Map.of(SITE + "gone.py", "a"));
    assertThatThrownBy(() -> RULES.select(plan(), Variant.INFERENCE, Optional.of(keep)))
        .hasMessageContaining("gone.py");
  }

  @Test
  void ofABaseStaysWhatWasOpenedAndWhatTheRulesName() {
    KeepList list = keep(Map.of());
    KeepList opened =
        new KeepList(
            list.subject(),
            list.variant(),
            list.rulesVersion(),
            list.measured(),
            list.packages(),
            new TreeSet<>(Set.of("/usr/bin/python3.11")));
    SystemSelection selection = SystemSelection.of(RULES, opened);
    assertThat(selection.keeps("/usr/bin/python3.11")).isTrue();
    assertThat(selection.keeps("/etc/passwd")).isTrue();
    assertThat(selection.keeps("/usr/bin/perl")).isFalse();
  }

  static KeepList keep(Map<String, String> owners) {
    Digest digest = Digest.of(new byte[0]);
    return new KeepList(
        new KeepList.Subject(digest, digest, digest, "linux-x86_64-glibc2.31-cp311"),
        Variant.INFERENCE,
        RULES.version(),
        new KeepList.Measured("ptrace", List.of("one"), List.of("avx2")),
        KeepList.byOwner(owners),
        new TreeSet<>());
  }

  private InstallationPlan plan() {
    return new InstallationPlan(files, List.of());
  }

  private void file(String owner, String path) {
    files.put(SITE + path, made(SITE + path, owner));
  }

  private static PlannedFile made(String path, String owner) {
    return new PlannedFile(path, 0644, owner, new Made(path.getBytes(UTF_8)));
  }
}
