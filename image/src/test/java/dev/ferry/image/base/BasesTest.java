package dev.ferry.image.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.fuzz.Mutations;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasesTest {
  @TempDir private Path folder;

  private Base saved(LocalBlobStore store) throws IOException {
    Path file = Files.write(folder.resolve("given"), ImageBytes.gzip(RootFolder.debian()));
    Base base = new BaseImporter(store, Progress.NONE).read(file, "debian12");
    Bases.of(store).save(base);
    return base;
  }

  @Test
  void aRecordSaysAllOfABase() throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    Base base = saved(store);
    assertThat(Bases.of(store).require("debian12")).isEqualTo(base);
    assertThat(Bases.of(store).all()).containsExactly(base);
    assertThat(Bases.of(store).find("../debian12")).isEmpty();
  }

  @Test
  void importingTwiceChangesNothing() throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    saved(store);
    Path record = store.root().resolve("bases/debian12.json");
    byte[] first = Files.readAllBytes(record);
    saved(store);
    assertThat(record).hasBinaryContent(first);
  }

  @Test
  void anAbsentNameListsThoseThereAre() throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    assertThatThrownBy(() -> Bases.of(store).require("debian12")).hasMessageContaining("none was");
    saved(store);
    assertThatThrownBy(() -> Bases.of(store).require("debian"))
        .isInstanceOf(FerryException.class)
        .hasMessage("There is no base `debian`, want one of debian12");
    Bases.of(store).remove("debian12");
    assertThat(Bases.of(store).all()).isEmpty();
    assertThatThrownBy(() -> Bases.of(store).remove("debian12")).isInstanceOf(FerryException.class);
  }

  @Test
  void aLayerThatIsGoneOrDamagedIsNamed() throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    BaseLayer layer = saved(store).layers().getFirst();
    Files.writeString(store.path(layer.diffId()), "damaged");
    assertThatThrownBy(() -> Bases.of(store).require("debian12"))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(layer.diffId().toString());
  }

  @Test
  void whatABaseNeedsOutlivesACleaning() throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    BaseLayer layer = saved(store).layers().getFirst();
    Digest other = store.put(new ByteArrayInputStream(new byte[9]), 9);
    Predicate<Path> kept = Bases.files(store.root());
    Path root = store.root();
    assertThat(kept.test(root.relativize(store.path(layer.diffId())))).isTrue();
    assertThat(kept.test(root.relativize(store.path(layer.blob())))).isTrue();
    assertThat(kept.test(Path.of("bases/debian12.json"))).isTrue();
    assertThat(kept.test(root.relativize(store.path(other)))).isFalse();
    assertThat(kept.test(Path.of("partial", layer.diffId().hex()))).isFalse();
  }

  @Test
  void survivesChangedRecords() throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    byte[] good = BaseDocument.bytes(saved(store));
    assertThat(Mutations.tryBytes(5_000, good, bytes -> BaseDocument.parse("debian12.json", bytes)))
        .isPositive();
  }
}
