package dev.ferry.carry.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed exports leave goes, what living ones use stays. */
class DeltaScratchTest {
  @TempDir private Path folder;

  @Test
  void foldersOfTheDeadGoAndThoseOfTheLivingStay() throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder);
    Path older = Files.createDirectories(folder.resolve("partial/delta-1/inside"));
    Path killed = Files.createDirectories(folder.resolve("partial/delta-2"));
    Files.createFile(killed.resolve("use.lock"));
    Path other = Files.createFile(folder.resolve("partial/something.part"));
    try (DeltaScratch living = DeltaScratch.open(store)) {
      assertThat(older.getParent()).doesNotExist();
      assertThat(killed).doesNotExist();
      try (DeltaScratch second = DeltaScratch.open(store)) {
        assertThat(living.folder()).exists().isNotEqualTo(second.folder());
      }
      assertThat(living.folder()).exists();
    }
    assertThat(folder.resolve("partial")).isDirectoryContaining(path -> path.equals(other));
    assertThat(folder.resolve("partial").toFile().list()).hasSize(1);
  }
}
