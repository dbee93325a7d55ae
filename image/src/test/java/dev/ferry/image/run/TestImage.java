package dev.ferry.image.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Images as layouts in a folder, with whatever layers a test wants. */
public final class TestImage {
  public static final Path BUSYBOX = Path.of("/usr/bin/busybox");

  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  private final Path folder;
  private final List<Descriptor> layers = new ArrayList<>();
  private final List<String> diffIds = new ArrayList<>();
  private final Map<String, Object> settings = new TreeMap<>();

  public TestImage(Path folder) {
    this.folder = folder;
    settings.put("User", "65532:65532");
  }

  /** What a layer is made of. */
  public static final class LayerTar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    public LayerTar() {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    public LayerTar file(String path, int mode, byte[] content) {
      TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL, true);
      entry.setSize(content.length);
      entry.setMode(mode);
      return put(entry, content);
    }

    public LayerTar file(String path, String content) {
      return file(path, 0644, content.getBytes(UTF_8));
    }

    public LayerTar folder(String path, int mode, int owner) {
      TarArchiveEntry entry = new TarArchiveEntry(path + "/", TarConstants.LF_DIR, true);
      entry.setMode(mode);
      entry.setIds(owner, owner);
      return put(entry, new byte[0]);
    }

    /** This machine's busybox with the libraries that it is linked with, where there is one. */
    public LayerTar busybox() throws IOException {
      file("bin/busybox", 0755, Files.readAllBytes(BUSYBOX));
      for (String library : libraries()) {
        file(library.substring(1), 0755, Files.readAllBytes(Path.of(library)));
      }
      return this;
    }

    public LayerTar link(String path, String target) {
      return special(path, TarConstants.LF_SYMLINK, target);
    }

    public LayerTar hardLink(String path, String target) {
      return special(path, TarConstants.LF_LINK, target);
    }

    public LayerTar special(String path, byte kind, String target) {
      TarArchiveEntry entry = new TarArchiveEntry(path, kind, true);
      entry.setLinkName(target);
      return put(entry, new byte[0]);
    }

    private LayerTar put(TarArchiveEntry entry, byte[] content) {
      try {
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    byte[] bytes() throws IOException {
      tar.close();
      return bytes.toByteArray();
    }
  }

  /** Paths of the libraries of busybox, its loader too; none where it is static. */
  static List<String> libraries() throws IOException {
    Process ldd = new ProcessBuilder("ldd", BUSYBOX.toString()).redirectErrorStream(true).start();
    String said = new String(ldd.getInputStream().readAllBytes(), UTF_8);
    return java.util.regex.Pattern.compile("(/lib\\S+)")
        .matcher(said)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  public TestImage layer(LayerTar tar) throws IOException {
    byte[] bytes = tar.bytes();
    return layer(bytes, Digest.of(bytes).toString());
  }

  TestImage layer(byte[] tar, String diffId) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(tar);
    }
    layers.add(blob(LAYER, packed.toByteArray()));
    diffIds.add(diffId);
    return this;
  }

  public TestImage set(String key, Object value) {
    settings.put(key, value);
    return this;
  }

  /** Writes the documents. */
  public Path write() throws IOException {
    byte[] config =
        CanonicalJson.bytes(
            Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "config",
                settings,
                "rootfs",
                Map.of("type", "layers", "diff_ids", diffIds)));
    Manifest manifest =
        new Manifest(
            Optional.empty(),
            blob("application/vnd.oci.image.config.v1+json", config),
            layers,
            Optional.empty(),
            new TreeMap<>());
    blob(manifest.descriptor().mediaType(), manifest.bytes());
    ImageIndex index = new ImageIndex(Optional.empty(), List.of(manifest.descriptor()));
    Files.write(folder.resolve(LayoutReader.INDEX), index.bytes());
    Files.writeString(folder.resolve(LayoutReader.MARKER), LayoutReader.MARKER_CONTENT);
    return folder;
  }

  private Descriptor blob(String mediaType, byte[] bytes) throws IOException {
    Descriptor descriptor = Descriptor.of(mediaType, Digest.of(bytes), bytes.length);
    Path file = folder.resolve(LayoutReader.path(descriptor.digest()));
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, bytes);
    return descriptor;
  }
}
