package dev.ferry.oci.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.layer.TarHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutArchiveTest {
  private static final byte[] LAYER = "a layer".getBytes(UTF_8);

  @TempDir Path folder;

  @Test
  void aTarAndAFolderAreTheSame() throws IOException {
    Map<String, byte[]> files = files();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve("layout").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    ImageGraph fromFolder = LayoutArchive.open(folder.resolve("layout")).graph();
    ImageGraph fromTar = LayoutArchive.open(tar(files)).graph();
    assertThat(fromTar.root()).isEqualTo(fromFolder.root());
    assertThat(fromTar.blobs()).isEqualTo(fromFolder.blobs()).hasSize(2);
    assertThat(fromTar.documents().keySet()).isEqualTo(fromFolder.documents().keySet());
  }

  @Test
  void aLinkInAFolderIsNoBlob() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a layer");
    Path layout = folder.resolve("layout");
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      Path path = layout.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      if (java.util.Arrays.equals(file.getValue(), LAYER)) {
        Files.createSymbolicLink(path, secret);
      } else {
        Files.write(path, file.getValue());
      }
    }
    LayoutArchive archive = LayoutArchive.open(layout);
    Descriptor layer = Descriptor.of("x", Digest.of(LAYER), LAYER.length);
    assertThatThrownBy(() -> archive.blob(layer)).hasMessageContaining("it is not there");
  }

  @Test
  void whatIsNotALayoutIsSaid() throws IOException {
    Map<String, byte[]> files = files();
    files.remove(LayoutReader.MARKER);
    assertThatThrownBy(() -> LayoutArchive.open(tar(files)))
        .hasMessageContaining("no `oci-layout`");
    files.put("manifest.json", "[]".getBytes(UTF_8));
    assertThatThrownBy(() -> LayoutArchive.open(tar(files))).hasMessageContaining("before 25");
    assertThatThrownBy(() -> LayoutArchive.open(folder.resolve("none")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void twoImagesAreRefused() throws IOException {
    Map<String, byte[]> files = files();
    Descriptor one = LayoutArchive.open(tar(files)).graph().root();
    files.put(LayoutReader.INDEX, new ImageIndex(Optional.empty(), List.of(one, one)).bytes());
    LayoutArchive archive = LayoutArchive.open(tar(files));
    assertThatThrownBy(archive::graph).hasMessageContaining("it lists 2 images");
  }

  @Test
  void aReferrerOfSomethingElseIsRefused() throws IOException {
    Map<String, byte[]> files = files();
    Descriptor stranger = Descriptor.of(MediaTypes.MANIFEST, Digest.of(new byte[] {7}), 1);
    byte[] statement =
        new Manifest(
                Optional.of("x/y"),
                Descriptor.of("c", Digest.of(LAYER), LAYER.length),
                List.of(),
                Optional.of(stranger),
                new TreeMap<>())
            .bytes();
    Descriptor descriptor =
        Descriptor.of(MediaTypes.MANIFEST, Digest.of(statement), statement.length);
    files.put(LayoutReader.path(descriptor.digest()), statement);
    files.put(
        LayoutArchive.REFERRERS, new ImageIndex(Optional.empty(), List.of(descriptor)).bytes());
    LayoutArchive archive = LayoutArchive.open(tar(files));
    assertThatThrownBy(archive::graph).hasMessageContaining("`subject`");
  }

  @Test
  void noTarIsTooMuch() throws IOException {
    byte[] whole = Files.readAllBytes(tar(files()));
    Random random = new Random(2);
    Path file = folder.resolve("fuzz.tar");
    for (int round = 0; round < 400; round++) {
      byte[] bytes = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int i = random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        var unused = LayoutArchive.open(file).graph();
      } catch (FerryException named) {
        assertThat(named.getMessage()).isNotBlank();
      }
    }
  }

  private static Map<String, byte[]> files() {
    byte[] config = "{}".getBytes(UTF_8);
    Descriptor layer = Descriptor.of("l", Digest.of(LAYER), LAYER.length);
    byte[] manifest =
        new Manifest(
                Optional.empty(),
                Descriptor.of("c", Digest.of(config), config.length),
                List.of(layer),
                Optional.empty(),
                new TreeMap<>())
            .bytes();
    Descriptor root = Descriptor.of(MediaTypes.MANIFEST, Digest.of(manifest), manifest.length);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(LayoutReader.MARKER, LayoutReader.MARKER_CONTENT.getBytes(UTF_8));
    files.put(LayoutReader.INDEX, new ImageIndex(Optional.empty(), List.of(root)).bytes());
    files.put(LayoutReader.path(root.digest()), manifest);
    files.put(LayoutReader.path(Digest.of(config)), config);
    files.put(LayoutReader.path(layer.digest()), LAYER);
    files.put("else/" + "long/".repeat(40), new byte[] {1});
    return files;
  }

  private Path tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      out.write(TarHeader.file(file.getKey(), file.getValue().length, false));
      out.write(file.getValue());
      out.write(new byte[TarHeader.padding(file.getValue().length)]);
    }
    out.write(new byte[2 * TarHeader.BLOCK]);
    return Files.write(folder.resolve("a.tar"), out.toByteArray());
  }
}
