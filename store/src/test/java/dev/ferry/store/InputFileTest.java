package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir private Path folder;

  @Test
  void aPipeIntoWhichNobodyWritesIsRefused() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    IOException failure = catchThrowableOfType(IOException.class, () -> InputFile.open(pipe));
    assertThat(DiskFailure.reason(failure).english())
        .isEqualTo("it is a pipe or a device, not a file");
  }

  @Test
  void filesAndWhatAShellHasOpenedAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "words");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    for (Path place : new Path[] {file, link}) {
      try (InputStream in = InputFile.open(place)) {
        assertThat(in.readAllBytes()).asString().isEqualTo("words");
      }
    }
    try (InputStream in = InputFile.open(Path.of("/dev/null"))) {
      assertThat(in.readAllBytes()).isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    IOException failure =
        catchThrowableOfType(IOException.class, () -> InputFile.open(folder.resolve("none")));
    assertThat(DiskFailure.reason(failure).english()).isEqualTo("it does not exist");
  }
}
