package dev.ferry.python.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.WheelArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real builds by a real interpreter in a real sandbox; the backends are small ones that lie inside
 * their sdists.
 */
@Tag("system")
class WheelBuildTest {
  private static final String PYPROJECT =
      """
      [build-system]
      requires = []
      build-backend = "backend"
      backend-path = ["."]
      """;

  /** A PEP 517 backend in ten lines: one module, whose text is the variable CONTENT. */
  private static final String BACKEND =
      """
      import base64, hashlib, os, socket, zipfile
      def attempt(action):
          try:
              action()
              return "done"
          except Exception as e:
              return type(e).__name__
      def build_wheel(folder, config_settings=None, metadata_directory=None):
          name = "spy-1.0-py3-none-any.whl"
          info = "spy-1.0.dist-info/"
          files = {
              "spy.py": CONTENT,
              info + "METADATA": "Metadata-Version: 2.1\\nName: spy\\nVersion: 1.0\\n",
              info + "WHEEL": "Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
          }
          def line(path):
              digest = hashlib.sha256(files[path].encode()).digest()
              return "%s,sha256=%s,%d\\n" % (
                  path, base64.urlsafe_b64encode(digest).decode().rstrip("="), len(files[path].encode()))
          record = "".join(map(line, files)) + info + "RECORD,,\\n"
          with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_DEFLATED) as z:
              for path, text in files.items():
                  z.writestr(path, text)
              z.writestr(info + "RECORD", record)
          return name
      """;

  @TempDir Path folder;

  @Test
  void aBuildSeesNoNetworkNoHomeAndNoStoreAndWritesNowhereElse() throws IOException {
    Path store = Files.createDirectory(folder.resolve("store"));
    Files.writeString(store.resolve("secret"), "token");
    Path outside = folder.resolve("outside");
    String attempts =
        "repr([attempt(lambda: socket.create_connection(('127.0.0.1', 1), 2)),"
            + " attempt(lambda: open('"
            + store.resolve("secret")
            + "')),"
            + " attempt(lambda: open('/usr/planted', 'w')),"
            + " attempt(lambda: open('/etc/planted', 'w')), os.environ.get('SECRET'), os.getuid() != 0 or 'mapped'])";
    Path wheel = build(sdist(attempts), store);
    String seen = read(wheel, "spy.py");
    assertThat(seen).startsWith("['OSError', 'FileNotFoundError', 'OSError', 'OSError', None");
    assertThat(outside).doesNotExist();
    assertThat(Path.of("/usr/planted")).doesNotExist();
  }

  @Test
  void theSameMembersGiveTheSameBytes() throws IOException {
    Path first = build(sdist("'x = 1\\n'"), folder);
    Digest digest = Digest.of(Files.readAllBytes(first));
    Path second = build(sdist("'x = 1\\n'"), folder);
    assertThat(Digest.of(Files.readAllBytes(second))).isEqualTo(digest);
    Path other = build(sdist("'x = 2\\n'"), folder);
    assertThat(Digest.of(Files.readAllBytes(other))).isNotEqualTo(digest);
  }

  @Test
  void aFailedBuildNamesWhatIsMissing() throws IOException {
    Path sdist = sdist("__import__('nonexistent_module')");
    assertThatThrownBy(() -> build(sdist, folder))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> {
              assertThat(failure.text().english()).contains("spy-1.0.tar.gz", "build_wheel");
              assertThat(failure.hint().orElseThrow().english()).contains("`nonexistent_module`");
            });
  }

  @Test
  void anArchiveThatClimbsIsRefused() throws IOException {
    Path climbing = archive(Map.of("../climbed", "x"));
    assertThatThrownBy(
            () ->
                SourceArchive.unpack(
                    climbing, "spy-1.0.tar.gz", Files.createDirectory(folder.resolve("u"))))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("path")
        .hasMessageContaining("../climbed");
    assertThat(folder.resolve("climbed")).doesNotExist();
  }

  private Path build(Path sdist, Path hidden) {
    HostPython python = HostPython.discover(System.getenv()).get(0);
    BuildSandbox sandbox = new BuildSandbox(List.of(hidden), false);
    WheelBuild build = new WheelBuild(sandbox, (requirements, interpreter) -> List.of());
    Path result = folder.resolve("result-" + System.nanoTime() + ".whl");
    assertThat(build.run(sdist, "spy-1.0.tar.gz", python, result).closed()).isTrue();
    return result;
  }

  private Path sdist(String content) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("spy-1.0/pyproject.toml", PYPROJECT);
    files.put("spy-1.0/backend.py", BACKEND.replace("CONTENT", content));
    return archive(files);
  }

  private Path archive(Map<String, String> files) throws IOException {
    Path sdist = Files.createTempFile(folder, "spy", ".tar.gz");
    try (OutputStream file = Files.newOutputStream(sdist);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Map.Entry<String, String> member : files.entrySet()) {
        byte[] bytes = member.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return sdist;
  }

  private static String read(Path wheel, String member) {
    try (FileBytes bytes = FileBytes.open(wheel)) {
      WheelArchive archive = WheelArchive.open(bytes, "spy");
      return new String(
          archive.read(archive.find(member).orElseThrow(), 1 << 16), StandardCharsets.UTF_8);
    }
  }
}
