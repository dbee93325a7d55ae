package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A source distribution with a backend of its own (PEP 517), so that nothing has to be brought for
 * the build. Its metadata is static: it is known before anything is built.
 *
 * @param name of the package, also of its module
 * @param version of the package
 * @param content a Python expression, the text of the module
 */
record SmallSdist(String name, String version, String content) {
  private static final String PYPROJECT =
      """
      [build-system]
      requires = []
      build-backend = "backend"
      backend-path = ["."]
      """;

  private static final String BACKEND =
      """
      import base64, hashlib, os, zipfile
      def build_wheel(folder, config_settings=None, metadata_directory=None):
          info = "NAME-VERSION.dist-info/"
          files = {
              "NAME.py": CONTENT,
              info + "METADATA": "Metadata-Version: 2.2\\nName: NAME\\nVersion: VERSION\\n",
              info + "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
          }
          def row(path):
              digest = hashlib.sha256(files[path].encode()).digest()
              text = base64.urlsafe_b64encode(digest).decode().rstrip("=")
              return "%s,sha256=%s,%d\\n" % (path, text, len(files[path].encode()))
          record = "".join(map(row, files)) + info + "RECORD,,\\n"
          wheel = "NAME-VERSION-py3-none-any.whl"
          with zipfile.ZipFile(os.path.join(folder, wheel), "w") as archive:
              for path, text in files.items():
                  archive.writestr(path, text)
              archive.writestr(info + "RECORD", record)
          return wheel
      """;

  void write(Path folder) throws IOException {
    String stem = name + "-" + version;
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        stem + "/PKG-INFO",
        "Metadata-Version: 2.2\nName: " + name + "\nVersion: " + version + "\n");
    files.put(stem + "/pyproject.toml", PYPROJECT);
    files.put(
        stem + "/backend.py",
        BACKEND.replace("NAME", name).replace("VERSION", version).replace("CONTENT", content));
    try (OutputStream file = Files.newOutputStream(folder.resolve(stem + ".tar.gz"));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Map.Entry<String, String> member : files.entrySet()) {
        byte[] bytes = member.getValue().getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
        entry.setSize(bytes.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
  }
}
