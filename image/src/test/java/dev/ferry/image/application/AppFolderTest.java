package dev.ferry.image.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.DataSize;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that may and may not go into an image. */
class AppFolderTest {
  @TempDir private Path folder;

  private List<AppFile> take(DataSize limit) {
    return AppFolder.take(
        folder.resolve("app"), LocalBlobStore.open(folder.resolve("store")), limit);
  }

  private Path app(String file, String content) throws IOException {
    Path path = folder.resolve("app").resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private void refused(String why) {
    assertThatThrownBy(() -> take(DataSize.ofMegabytes(1)))
        .isInstanceOf(FerryException.class)
        .satisfies(
            thrown ->
                assertThat(((FerryException) thrown).reasons().stream().map(Text::english))
                    .anySatisfy(reason -> assertThat(reason).contains(why)));
  }

  @Test
  void litterAndWhatIsIgnoredStaysBehind() throws IOException {
    app("main.py", "x");
    app("__pycache__/main.pyc", "x");
    app(".git/HEAD", "x");
    app("data/big.bin", "x");
    app("data/keep/small.bin", "x");
    app("notes.md", "x");
    app(".ferryignore", "# what stays\n*.md\ndata/big.bin\n");
    assertThat(take(DataSize.ofMegabytes(1)))
        .extracting(AppFile::path)
        .containsExactly("data/keep/small.bin", "main.py");
  }

  @Test
  void modesAreReducedToWhetherAFileIsAProgram() throws IOException {
    assertThat(app("run", "#!/bin/sh\n").toFile().setExecutable(true)).isTrue();
    app("main.py", "x");
    assertThat(take(DataSize.ofMegabytes(1)))
        .extracting(file -> ((AppFile.Content.Bytes) file.content()).program())
        .containsExactly(false, true);
  }

  @Test
  void linksInsideAreTakenAndLinksOutAreRefused() throws IOException {
    app("sub/one.txt", "x");
    Files.createSymbolicLink(folder.resolve("app/sub/two.txt"), Path.of("one.txt"));
    assertThat(take(DataSize.ofMegabytes(1))).hasSize(2);
    Files.createSymbolicLink(folder.resolve("app/out"), Path.of("../../etc/passwd"));
    refused("`out`: a link out of the folder");
    Files.delete(folder.resolve("app/out"));
    Files.createSymbolicLink(folder.resolve("app/absolute"), Path.of("/etc/passwd"));
    refused("`absolute`: a link out of the folder");
    Files.delete(folder.resolve("app/absolute"));
    Files.createSymbolicLink(folder.resolve("app/broken"), Path.of("nothing"));
    refused("`broken`: a link to nothing");
  }

  @Test
  void secretsAreNamed() throws IOException {
    app("conf/.env", "PASSWORD=x");
    app("key.txt", "-----BEGIN RSA PRIVATE KEY-----\n");
    refused("`conf/.env`: its name is one of credentials");
    refused("`key.txt`: it holds a key");
  }

  @Test
  void moreThanTheLimitIsRefused() throws IOException {
    app("model.bin", "x".repeat(2_000_000));
    refused("it holds 2.0 MB, the limit is 1.0 MB");
  }

  @Test
  void namesWithControlCharactersAreRefused() throws IOException {
    app("a\nb", "x");
    refused("not a name for a file");
  }
}
