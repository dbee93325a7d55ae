package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBlobStoreTest {
  private static final byte[] BYTES = "a wheel, say".getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST = Digest.of(BYTES);

  @TempDir Path folder;
  private LocalBlobStore store;

  @BeforeEach
  void open() {
    store = LocalBlobStore.open(folder.resolve("store"));
  }

  private Path put() throws IOException {
    assertThat(store.put(new ByteArrayInputStream(BYTES), 100)).isEqualTo(DIGEST);
    return store.path(DIGEST);
  }

  @Test
  void keepsBytesUnderTheirDigestReadOnly() throws IOException {
    Path blob = put();
    assertThat(store.find(DIGEST)).contains(blob);
    assertThat(blob).hasBinaryContent(BYTES);
    assertThat(Files.getPosixFilePermissions(blob)).doesNotContain(PosixFilePermission.OWNER_WRITE);
    try (var left = Files.list(folder.resolve("store/partial"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anotherSizeIsAnotherFile() throws IOException {
    put();
    assertThat(store.find(DIGEST, BYTES.length)).isPresent();
    assertThat(store.find(DIGEST, BYTES.length + 1)).isEmpty();
  }

  @Test
  void writingThroughALinkLosesTheBlobInsteadOfBelievingIt() throws IOException {
    Path blob = put();
    Path link = Files.createLink(folder.resolve("link.whl"), blob);
    Files.setPosixFilePermissions(
        link, java.util.Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    byte[] flipped = BYTES.clone();
    flipped[3] ^= 1;
    Files.write(link, flipped, StandardOpenOption.WRITE);
    assertThat(store.find(DIGEST, BYTES.length)).isEmpty();
    assertThat(blob).doesNotExist();
    assertThat(link).exists();
  }

  @Test
  void touchingABlobCostsOneHashingAndSealsItAgain() throws IOException {
    Path blob = put();
    Files.setLastModifiedTime(blob, java.nio.file.attribute.FileTime.fromMillis(1));
    assertThat(store.find(DIGEST)).isPresent();
    assertThat(Files.getLastModifiedTime(blob)).isEqualTo(Seal.TIME);
  }

  @Test
  void resumesWhatAnEarlierRunLeft() {
    try (Staging first = store.stage(DIGEST).orElseThrow()) {
      first.append(BYTES, 0, 5);
    }
    try (Staging second = store.stage(DIGEST).orElseThrow()) {
      assertThat(second.length()).isEqualTo(5);
      second.append(BYTES, 5, BYTES.length - 5);
      assertThat(second.publish(DIGEST)).hasBinaryContent(BYTES);
    }
    assertThat(store.stage(DIGEST)).isEmpty();
  }

  @Test
  void wrongBytesAreRefusedAndForgotten() {
    try (Staging staging = store.stage(DIGEST).orElseThrow()) {
      staging.append(BYTES, 0, 5);
      assertThatThrownBy(() -> staging.publish(DIGEST))
          .isInstanceOf(FerryException.class)
          .hasMessageContaining("want `" + DIGEST + "`");
      assertThat(staging.length()).isZero();
    }
    assertThat(store.find(DIGEST)).isEmpty();
  }

  @Test
  void oneOfTwoThreadsBringsABlob() throws Exception {
    Callable<Boolean> bring =
        () -> {
          Optional<Staging> staging = store.stage(DIGEST);
          if (staging.isEmpty()) {
            return false;
          }
          try (Staging mine = staging.get()) {
            mine.append(BYTES, 0, BYTES.length);
            mine.publish(DIGEST);
          }
          return true;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int brought = 0;
      for (Future<Boolean> one : threads.invokeAll(List.of(bring, bring, bring))) {
        brought += one.get() ? 1 : 0;
      }
      assertThat(brought).isEqualTo(1);
    }
  }

  @Test
  void tooMuchIsRefusedAndLeavesNothing() throws IOException {
    assertThatThrownBy(() -> store.put(new ByteArrayInputStream(BYTES), 5))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("more than 5 bytes");
    assertThat(new StoreCleaner(store.root()).amounts()).isEmpty();
  }

  @Test
  void cleaningCountsAndSparesAStoreInUse() throws IOException {
    put();
    StoreCleaner cleaner = new StoreCleaner(store.root());
    assertThat(cleaner.amounts().get("blobs")).isEqualTo(new StoreCleaner.Amount(1, BYTES.length));
    assertThatThrownBy(() -> cleaner.clean(Optional.empty()))
        .hasMessageContaining("another Ferry is using it");
  }
}
