package dev.ferry.python.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.PythonVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real interpreters of this machine, under other names and places. */
@Tag("system")
class HostPythonTest {
  @TempDir private Path folder;

  @Test
  void anInterpreterInPathIsAskedWhatItIs() throws IOException {
    HostPython real = real();
    link(folder.resolve("bin/python3"), real);
    List<HostPython> found = discover(folder.resolve("bin").toString());
    assertThat(found).containsExactly(real);
    assertThat(real.version().patch()).isPresent();
    assertThat(real.builds()).isTrue();
  }

  @Test
  void theOtherVersionsOfAVersionManagerCount() throws IOException {
    HostPython real = real();
    String minor = real.version().minorVersion();
    link(folder.resolve("manager/versions/" + minor + ".99/bin/python" + minor), real);
    Files.createDirectories(folder.resolve("manager/versions/2.7.18/bin"));
    Files.createDirectories(folder.resolve("manager/shims"));
    for (String path : List.of("manager/versions/2.7.18/bin", "manager/shims")) {
      assertThat(discover(folder.resolve(path).toString())).containsExactly(real);
    }
    Map<String, String> pyenv = Map.of("PYENV_ROOT", folder.resolve("manager").toString());
    assertThat(HostPython.discover(pyenv)).containsExactly(real);
  }

  @Test
  void theVersionDecidesAndAnUnknownPatchIsAny() {
    HostPython real = real();
    PythonVersion version = real.version();
    Map<String, String> here = Map.of("PATH", String.valueOf(real.executable().getParent()));
    PythonVersion open = new PythonVersion("cp", 3, version.minor(), OptionalInt.empty(), false);
    PythonVersion other = new PythonVersion("cp", 3, version.minor(), OptionalInt.of(98), false);
    PythonVersion threads = new PythonVersion("cp", 3, version.minor(), OptionalInt.empty(), true);
    assertThat(HostPython.find(version, here).map(HostPython::version)).contains(version);
    assertThat(HostPython.find(open, here)).isPresent();
    assertThat(HostPython.find(other, here)).isPresent();
    assertThat(HostPython.find(threads, here)).isEmpty();
    assertThat(HostPython.find(new PythonVersion("cp", 3, 4, OptionalInt.empty(), false), here))
        .isEmpty();
  }

  @Test
  void aScriptThatStandsInForAnInterpreterIsNotRun() throws IOException {
    Path witness = folder.resolve("was-run");
    Path shims = Files.createDirectories(folder.resolve("shims"));
    Path script = shims.resolve("python3");
    Files.writeString(script, "#!/bin/sh\ntouch '" + witness + "'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(discover(shims.toString())).isEmpty();
    assertThat(witness).doesNotExist();
  }

  private static HostPython real() {
    return HostPython.discover(System.getenv()).stream()
        .filter(HostPython::builds)
        .findFirst()
        .orElseThrow();
  }

  private static List<HostPython> discover(String path) {
    return HostPython.discover(Map.of("PATH", path));
  }

  private static void link(Path link, HostPython python) throws IOException {
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, python.executable());
  }
}
