package dev.ferry.carry.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventorySizeTest {
  @TempDir private Path folder;

  private static Inventory inventory(int wheels) {
    Random random = new Random(11);
    List<HeldBlob> blobs = new ArrayList<>();
    byte[] digest = new byte[32];
    for (int i = 0; i < wheels; i++) {
      random.nextBytes(digest);
      blobs.add(
          new HeldBlob(
              Digest.from(digest),
              random.nextInt(1 << 30),
              BlobKind.WHEEL,
              "package-" + Integer.toString(random.nextInt(1 << 20), 36),
              random.nextInt(9) + "." + random.nextInt(30) + "." + random.nextInt(12),
              "cp3"
                  + (8 + random.nextInt(6))
                  + "-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64"));
    }
    return new Inventory(
        "0123456789abcdef0123456789abcdef",
        7,
        "2026-11-22T00:00:00Z",
        List.of(),
        List.of(),
        blobs,
        List.of(new Confirmed("ab".repeat(16), "plant-7", NumberRange.of(List.of(1L, 2L, 4L)))));
  }

  @Test
  void tenThousandWheelsTakeLessThanTwoMegabytesPacked() throws IOException {
    Inventory inventory = inventory(10_000);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(InventoryFile.bytes(inventory));
    }
    assertThat(packed.size()).isLessThan(2_000_000);

    Path file = folder.resolve("inventory.json.gz");
    Files.write(file, packed.toByteArray());
    assertThat(InventoryFile.read(file)).isEqualTo(inventory);
    assertThat(inventory.confirms("ab".repeat(16), "plant-7", 4)).isTrue();
    assertThat(inventory.confirms("ab".repeat(16), "plant-7", 3)).isFalse();
  }

  /** Whatever is changed: it is read, or refused with words, never anything else. */
  @Test
  void changedInventoriesAreReadOrRefused() throws IOException {
    byte[] whole = InventoryFile.bytes(inventory(3));
    Random random = new Random(3);
    Path file = folder.resolve("changed.json");
    for (int round = 0; round < 2000; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
      }
      Files.write(file, changed);
      try {
        InventoryFile.read(file);
      } catch (FerryException refused) {
        assertThat(refused.text().english()).contains("changed.json");
      }
    }
  }

  @Test
  void aGzipBombIsBounded() throws IOException {
    Path file = folder.resolve("bomb.json.gz");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      byte[] zeros = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 30; i++) {
        gzip.write(zeros);
      }
    }
    assertThatThrownBy(() -> InventoryFile.read(file)).hasMessageContaining("larger than");
  }
}
