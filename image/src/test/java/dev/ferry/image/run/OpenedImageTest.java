package dev.ferry.image.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.image.run.TestImage.LayerTar;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenedImageTest {
  @TempDir private Path folder;
  private Path scratch = Path.of("");
  private Path outside = Path.of("");
  private TestImage image = new TestImage(Path.of(""));

  @BeforeEach
  void prepare() throws IOException {
    scratch = folder.resolve("scratch");
    outside = Files.createDirectory(folder.resolve("outside"));
    image = new TestImage(Files.createDirectory(folder.resolve("image")));
  }

  @Test
  void laterLayersReplaceHideAndClear() throws IOException {
    image.layer(
        new LayerTar()
            .file("a/gone", "1")
            .file("a/stays", "1")
            .file("b/low", "1")
            .file("was-file", "1")
            .folder("was-folder/deep", 0755, 0)
            .link("was-link", "/etc"));
    image.layer(
        new LayerTar()
            .file("a/.wh.gone", "")
            .file("b/high", "2")
            .file("b/.wh..wh..opq", "")
            .file("was-file/below", "2")
            .file("was-folder", "2")
            .file("was-link", "2")
            .hardLink("hard", "a/stays")
            .file("program", 0755, new byte[] {1}));
    // A file gives way to a folder only where the layer says so.
    assertThatThrownBy(() -> OpenedImage.open(image.write(), scratch))
        .hasMessageContaining("was-file/below");
  }

  @Test
  void whatIsOpenedIsWhatTheLayersSay() throws IOException {
    image.layer(
        new LayerTar()
            .file("a/gone", "1")
            .file("a/stays", "1")
            .file("b/low", "1")
            .folder("was-folder/deep", 0755, 0)
            .link("was-link", outside.toString()));
    image.layer(
        new LayerTar()
            .file("a/.wh.gone", "")
            .file("b/high", "2")
            .file("b/.wh..wh..opq", "")
            .file("was-folder", "2")
            .file("was-link", "2")
            .hardLink("hard", "a/stays")
            .link("climbs", "../../../outside/x")
            .file("program", 04755, new byte[] {1}));
    image.set("Env", java.util.List.of("A=b=c")).set("WorkingDir", "/a");
    image.set("Volumes", Map.of("/data", Map.of()));
    try (OpenedImage opened = OpenedImage.open(image.write(), scratch)) {
      Path root = opened.root();
      assertThat(names(root))
          .containsExactly(
              "a", "a/stays", "b", "b/high", "climbs", "hard", "program", "was-folder", "was-link");
      assertThat(root.resolve("was-link")).hasContent("2");
      assertThat(Files.isSymbolicLink(root.resolve("was-link"))).isFalse();
      assertThat(Files.getAttribute(root.resolve("program"), "unix:mode"))
          .as("no setuid")
          .isEqualTo(0100755);
      assertThat(opened.config().env()).containsEntry("A", "b=c");
      assertThat(opened.config().volumes()).containsExactly("/data");
      assertThat(opened.config().folder()).isEqualTo("/a");
    }
    assertThat(names(scratch)).isEmpty();
    assertThat(names(outside)).isEmpty();
  }

  static Stream<Map.Entry<String, LayerTar>> hostile() {
    return Stream.of(
        Map.entry("climbing-path", new LayerTar().file("a/../../outside/x", "1")),
        Map.entry("absolute-path", new LayerTar().file("/outside/x", "1")),
        Map.entry("below-a-link", new LayerTar().link("l", "../../outside").file("l/x", "1")),
        Map.entry("below-a-file", new LayerTar().file("f", "1").file("f/x", "1")),
        Map.entry("hard-link-out", new LayerTar().hardLink("x", "../../outside/x")),
        Map.entry("hard-link-to-a-link", new LayerTar().link("l", "/etc").hardLink("x", "l")),
        Map.entry("hard-link-to-nothing", new LayerTar().hardLink("x", "none")),
        Map.entry("whiteout-of-the-parent", new LayerTar().file("a/.wh...", "")),
        Map.entry("whiteout-of-nothing", new LayerTar().file("a/.wh.", "")),
        Map.entry("device", new LayerTar().special("null", TarConstants.LF_CHR, "")),
        Map.entry("disk", new LayerTar().special("sda", TarConstants.LF_BLK, "")),
        Map.entry("pipe", new LayerTar().special("fifo", TarConstants.LF_FIFO, "")));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileLayersAreRefusedAndLeaveNothing(Map.Entry<String, LayerTar> given)
      throws IOException {
    image.layer(given.getValue());
    assertThatThrownBy(() -> OpenedImage.open(image.write(), scratch))
        .as(given.getKey())
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> assertThat(refused.failure()).isEqualTo(Failure.VERIFICATION));
    assertThat(names(scratch)).isEmpty();
    assertThat(names(outside)).isEmpty();
  }

  @Test
  void aConfigThatLiesAboutADiffIdIsRefused() throws IOException {
    String other = Digest.of(new byte[0]).toString();
    image.layer(new LayerTar().file("a", "1").bytes(), other);
    assertThatThrownBy(() -> OpenedImage.open(image.write(), scratch))
        .hasMessageContaining("diff_id")
        .hasMessageContaining(other);
    assertThat(names(scratch)).isEmpty();
  }

  @Test
  void oneChangedByteOfAnyBlobIsRefused() throws IOException {
    image.layer(new LayerTar().file("a", "1"));
    Path layout = image.write();
    for (String blob : names(layout.resolve("blobs/sha256"))) {
      Path file = layout.resolve("blobs/sha256").resolve(blob);
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Files.write(file, bad);
      assertThatThrownBy(() -> OpenedImage.open(layout, scratch))
          .isInstanceOf(FerryException.class);
      Files.write(file, good);
    }
    OpenedImage.open(layout, scratch).close();
  }

  @Test
  void aMissingLayerIsNamed() throws IOException {
    image.layer(new LayerTar().file("a", "1"));
    Path layout = image.write();
    for (String blob : names(layout.resolve("blobs/sha256"))) {
      Path file = layout.resolve("blobs/sha256").resolve(blob);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      assertThatThrownBy(() -> OpenedImage.open(layout, scratch)).hasMessageContaining(blob);
      Files.write(file, bytes);
    }
  }

  private static java.util.List<String> names(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return java.util.List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString())
          .filter(name -> !name.isEmpty())
          .sorted()
          .toList();
    }
  }
}
