package dev.ferry.bundle.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.PythonVersion;
import dev.ferry.python.install.EnvironmentPrefix;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.InstallationPlanner;
import dev.ferry.python.install.PlannedFile;
import dev.ferry.python.install.PlannedFile.FromWheel;
import dev.ferry.python.install.PlannedFile.Link;
import dev.ferry.python.install.PlannedFile.Made;
import dev.ferry.python.install.PlannedWheel;
import dev.ferry.python.wheel.MemoryBytes;
import dev.ferry.python.wheel.WheelArchive;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InstallationPlanTest {
  private static final String SITE = "lib/python3.11/site-packages/";

  @Test
  void everyFileHasItsPlace() {
    TinyWheel alpha = alpha().file("alpha/__init__.py", "");
    alpha.file(alpha.data("headers/alpha.h"), "");
    alpha.file(alpha.data("data/etc/alpha.conf"), "");
    alpha.file(alpha.data("platlib/native.py"), "");
    alpha.file(alpha.data("scripts/tool"), "#!pythonw -u\nrest\n");
    alpha.file(alpha.info("entry_points.txt"), "[console_scripts]\nrun=alpha.cli : app.main\n");
    InstallationPlan plan = plan("/opt/env", Map.of(), alpha);
    assertThat(plan.files().keySet())
        .containsExactly(
            "bin/activate",
            "bin/ferry-run",
            "bin/python",
            "bin/python3",
            "bin/python3.11",
            "bin/run",
            "bin/tool",
            "etc/alpha.conf",
            "include/site/python3.11/alpha/alpha.h",
            SITE + "alpha-1.dist-info/INSTALLER",
            SITE + "alpha-1.dist-info/METADATA",
            SITE + "alpha-1.dist-info/RECORD",
            SITE + "alpha-1.dist-info/REQUESTED",
            SITE + "alpha-1.dist-info/WHEEL",
            SITE + "alpha-1.dist-info/entry_points.txt",
            SITE + "alpha/__init__.py",
            SITE + "native.py",
            "lib64",
            "pyvenv.cfg");
    assertThat(file(plan, "bin/python").content()).isEqualTo(new Link("/usr/bin/python3.11"));
    assertThat(text(plan, "bin/tool")).isEqualTo("#!/opt/env/bin/python\nrest\n");
    assertThat(text(plan, "bin/run"))
        .contains("from alpha.cli import app\n")
        .endsWith("    sys.exit(app.main())\n");
    assertThat(file(plan, SITE + "native.py").content()).isInstanceOf(FromWheel.class);
    assertThat(text(plan, SITE + "alpha-1.dist-info/RECORD"))
        .startsWith("../../../bin/run,sha256=")
        .contains("\nalpha-1.dist-info/RECORD,,\n");
  }

  @Test
  void samePlanWhateverTheOrder() {
    TinyWheel alpha = alpha().file("same.py", "x\n").file("both.py", "a\n");
    TinyWheel beta = TinyWheel.of("beta", "1").file("same.py", "x\n").file("both.py", "b\n");
    InstallationPlan one = plan("/e", Map.of(), alpha, beta);
    InstallationPlan other = plan("/e", Map.of(), beta, alpha);
    assertThat(other.files().keySet()).isEqualTo(one.files().keySet());
    assertThat(file(other, SITE + "both.py")).isEqualTo(file(one, SITE + "both.py"));
    assertThat(file(one, SITE + "both.py").owner()).isEqualTo("beta");
    assertThat(file(one, SITE + "same.py").owner()).isEqualTo("alpha");
    assertThat(one.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.english()).contains("`alpha`").contains("`beta`"));
    assertThat(text(one, SITE + "alpha-1.dist-info/RECORD"))
        .contains("same.py")
        .doesNotContain("both.py");
    assertThat(text(one, SITE + "beta-1.dist-info/RECORD")).contains("same.py").contains("both.py");
  }

  @Test
  void scriptsOfLongOrStrangeFolders() {
    String strange = "/a folder/环境";
    TinyWheel alpha = alpha();
    alpha.file(alpha.data("scripts/tool"), "#!python\nx\n");
    assertThat(text(plan(strange, Map.of(), alpha), "bin/tool"))
        .isEqualTo("#!/bin/sh\n'''exec' \"/a folder/环境/bin/python\" \"$0\" \"$@\"\n' '''\nx\n");
    String fits = "/" + "d".repeat(127 - "#!//bin/python\n".length());
    assertThat(text(plan(fits, Map.of(), alpha), "bin/tool")).startsWith("#!/ddd");
    assertThat(text(plan(fits + "d", Map.of(), alpha), "bin/tool")).startsWith("#!/bin/sh\n");
  }

  @Test
  void variables() {
    Map<String, String> env = Map.of("LD_LIBRARY_PATH", "${FERRY_ENV}/lib", "HOME_X", "it's 中");
    InstallationPlan plan = plan("/e", env, alpha());
    assertThat(text(plan, SITE + "ferry_env.pth"))
        .isEqualTo("import os, sys; os.environ.setdefault('HOME_X', \"it's \\u4e2d\")\n");
    assertThat(text(plan, "bin/ferry-run"))
        .contains("LD_LIBRARY_PATH=\"$FERRY_ENV\"'/lib'\nexport LD_LIBRARY_PATH\n")
        .contains("HOME_X='it'\\''s 中'");
    assertThat(text(plan, "bin/activate")).contains("HOME_X").doesNotContain("LD_LIBRARY_PATH");
  }

  @Test
  void whatNoWheelMayWrite() {
    refused("would replace `bin/python`", "scripts/python");
    refused("would replace `pyvenv.cfg`", "data/pyvenv.cfg");
    refused("would replace `ferry-environment.json`", "data/ferry-environment.json");
    refused("another dist-info", "data/" + SITE + "beta-1.dist-info/RECORD");
    refused("unknown scheme", "elsewhere/x");
    refused("lies below the file", "data/lib64/x");
    refused("two of its files", "purelib/alpha.py");
  }

  private static void refused(String named, String inDataFolder) {
    TinyWheel wheel = alpha().file("alpha.py", "x = 1\n");
    wheel.file(wheel.data(inDataFolder), "");
    assertThatThrownBy(() -> plan("/e", Map.of(), wheel))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(named);
  }

  private static TinyWheel alpha() {
    return TinyWheel.of("alpha", "1");
  }

  private static InstallationPlan plan(
      String folder, Map<String, String> env, TinyWheel... wheels) {
    EnvironmentPrefix prefix =
        new EnvironmentPrefix(
            folder,
            new PythonVersion("cp", 3, 11, OptionalInt.empty(), false),
            "/usr/bin/python3.11",
            "3.11.7",
            new TreeMap<>(env),
            List.of());
    return InstallationPlanner.plan(
        prefix, java.util.Arrays.stream(wheels).map(InstallationPlanTest::planned).toList());
  }

  private static PlannedWheel planned(TinyWheel wheel) {
    byte[] bytes = wheel.bytes();
    WheelArchive archive = WheelArchive.open(new MemoryBytes(bytes), wheel.fileName());
    return new PlannedWheel(wheel.name(), true, Digest.of(bytes), archive);
  }

  private static String text(InstallationPlan plan, String path) {
    return new String(((Made) file(plan, path).content()).bytes(), UTF_8);
  }

  private static PlannedFile file(InstallationPlan plan, String path) {
    return Objects.requireNonNull(plan.files().get(path), path);
  }
}
