package dev.ferry.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private static final Descriptor WHEEL =
      Descriptor.of("application/x", Digest.of(new byte[] {1}), 1)
          .with(Annotations.TITLE, "packages/a.whl");
  private static final Manifest MANIFEST =
      new Manifest(
          Optional.of("application/vnd.example"),
          Descriptor.EMPTY,
          List.of(WHEEL),
          Optional.of(Descriptor.of(MediaTypes.INDEX, Digest.of(new byte[0]), 0)),
          new TreeMap<>(Map.of("a", "b")));

  @Test
  void whatIsWrittenIsRead() {
    assertThat(Manifest.parse("m", MANIFEST.bytes())).isEqualTo(MANIFEST);
    ImageIndex index =
        new ImageIndex(
            Optional.empty(),
            List.of(
                MANIFEST
                    .descriptor()
                    .withPlatform(Platform.of("linux", "aarch64"))
                    .with(Annotations.REF_NAME, "v1")));
    assertThat(ImageIndex.parse("i", index.bytes())).isEqualTo(index);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schemaVersion\":1}",
        "{\"schemaVersion\":2,\"schemaVersion\":2}",
        "{\"schemaVersion\":2} x",
        "{\"schemaVersion\":2,\"mediaType\":\"other\"}",
        "{\"schemaVersion\":2,\"manifests\":{}}",
        "{\"schemaVersion\":2,\"manifests\":[1]}",
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"a\",\"digest\":\"md5:0\",\"size\":1}]}",
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"a\",\"size\":-1}]}",
      })
  void whatIsNoIndexIsRefusedByName(String document) {
    assertThatThrownBy(() -> ImageIndex.parse("index.json", bytes(document)))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("index.json");
  }

  @Test
  void damagedDocumentsFailInOneWayOnly() {
    Random random = new Random(11);
    byte[] whole = MANIFEST.bytes();
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Manifest.parse("m", damaged);
      } catch (FerryException expected) {
        assertThat(expected.text().english()).contains("`m`");
      }
    }
  }

  @Test
  void aBlobIsBelievedOnlyAsItsDescriptorSays() {
    Descriptor descriptor = MANIFEST.descriptor();
    byte[] other = MANIFEST.bytes();
    other[other.length - 3] ^= 1;
    assertThat(new LayoutReader((path, limit) -> MANIFEST.bytes()).manifest(descriptor))
        .isEqualTo(MANIFEST);
    assertThatThrownBy(() -> new LayoutReader((path, limit) -> other).manifest(descriptor))
        .hasMessageContaining("bad value for `sha256`");
    assertThatThrownBy(() -> new LayoutReader((path, limit) -> MANIFEST.bytes()).index(descriptor))
        .hasMessageContaining("bad value for `mediaType`");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
