package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One spec with everything that is no wheel of an index: a package that is built from source, a
 * file, an archive, variables, a smoke test.
 */
@Tag("system")
class CarriedThingsTest {
  /** A build backend of twenty lines that the source carries itself, so nothing is fetched. */
  private static final String BACKEND =
      """
      import base64, hashlib, os, zipfile
      def build_wheel(folder, config_settings=None, metadata_directory=None):
          info = 'sourced-1.0.dist-info/'
          files = {
              'sourced.py': b'WHENCE = "built"\\n',
              info + 'METADATA': b'Metadata-Version: 2.1\\nName: sourced\\nVersion: 1.0\\n',
              info + 'WHEEL': b'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n',
          }
          rows = []
          for name, data in files.items():
              digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=')
              rows.append('%s,sha256=%s,%d' % (name, digest.decode(), len(data)))
          files[info + 'RECORD'] = '\\n'.join(rows + [info + 'RECORD,,', '']).encode()
          name = 'sourced-1.0-py3-none-any.whl'
          with zipfile.ZipFile(os.path.join(folder, name), 'w') as wheel:
              for path, data in files.items():
                  wheel.writestr(path, data)
          return name
      def build_sdist(folder, config_settings=None):
          raise NotImplementedError
      """;

  private static final String SPEC =
      """
      name: everything
      version: "1.2"
      targets: [host]
      requires: [alpha]
      files:
        - {path: 词典.txt, to: share/dictionary.txt}
        - {path: models.tar.gz, to: models, unpack: true}
      env: {MODEL_HOME: "${FERRY_ENV}/models"}
      smoke: |
        import alpha, os, sourced
        assert sourced.WHENCE == "built"
        with open(os.path.join(os.environ["MODEL_HOME"], "deep", "m.bin")) as model:
            assert model.read() == "weights"
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void everything() throws Exception {
    site = Site.in(folder.resolve("site"));
    site.wheel(
        TinyWheel.of("alpha", "1.0", "Requires-Dist: sourced\n")
            .file("alpha.py", "import sourced\n"));
    Path source = Files.createDirectories(folder.resolve("sourced-1.0"));
    Files.writeString(source.resolve("backend.py"), BACKEND);
    Files.writeString(
        source.resolve("pyproject.toml"),
        """
        [project]
        name = 'sourced'
        version = '1.0'
        [build-system]
        requires = []
        build-backend = 'backend'
        backend-path = ['.']
        """);
    Files.writeString(
        source.resolve("PKG-INFO"), "Metadata-Version: 2.2\nName: sourced\nVersion: 1.0\n");
    tar(site.links().resolve("sourced-1.0.tar.gz"), "sourced-1.0");
    Path models = Files.createDirectories(folder.resolve("models/deep"));
    Files.writeString(models.resolve("m.bin"), "weights");
    tar(site.work().resolve("models.tar.gz"), "-C", "models", "deep");
    Files.writeString(site.work().resolve("词典.txt"), "词\n");
    Files.writeString(site.work().resolve("ferry.yaml"), SPEC);
  }

  private void tar(Path archive, String... what) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("tar", "-czf", archive.toString()));
    command.addAll(List.of(what));
    assertThat(Source.run(folder, List.of(), command).exitCode()).isZero();
  }

  @Test
  void itIsBuiltPackedVerifiedAndWorks() throws Exception {
    Path bundle = site.packed("pack", "-f", "ferry.yaml", "-o", "out");
    assertThat(bundle.resolve("sdists/sourced-1.0.tar.gz"))
        .hasSameBinaryContentAs(site.links().resolve("sourced-1.0.tar.gz"));
    assertThat(bundle.resolve("files")).isNotEmptyDirectory();
    Source.Result shown = site.ferry("show", bundle.toString(), "--json");
    assertThat(shown.output()).contains("\"built\": true");

    Source.Result verified = site.other("sh", bundle + "/verify.sh");
    assertThat(verified.exitCode()).as(verified.output() + verified.errors()).isZero();
    assertThat(site.ferry("verify", bundle.toString()).exitCode()).isZero();
    Source.Result installed = site.other("sh", bundle + "/install.sh", "by script");
    assertThat(installed.exitCode()).as(installed.errors()).isZero();
    Source.Result byFerry = site.ferry("install", bundle.toString(), "--into", "by ferry");
    assertThat(byFerry.exitCode()).as(byFerry.errors()).isZero();
    for (String env : List.of("by script", "by ferry")) {
      assertThat(site.work().resolve(env).resolve("share/dictionary.txt")).hasContent("词");
      String question =
          "import os, sourced; print(sourced.WHENCE, os.listdir(os.environ['MODEL_HOME']))";
      Source.Result answer =
          site.other(site.work().resolve(env).resolve("bin/python").toString(), "-c", question);
      assertThat(answer.output()).as(answer.errors()).isEqualTo("built ['deep']\n");
    }
  }

  @Test
  void theSameSpecPackedElsewhereIsTheSameBundle() throws Exception {
    Path first = site.packed("pack", "-f", "ferry.yaml", "-o", "out");
    Source.Result locked = site.ferry("lock", "-f", "ferry.yaml", "-o", "locks");
    assertThat(locked.exitCode()).as(locked.errors()).isZero();
    Path second =
        site.packed("pack", "-f", "ferry.yaml", "-o", "out2", "--store", folder + "/other store");
    assertThat(Site.tree(second)).isEqualTo(Site.tree(first));
  }
}
