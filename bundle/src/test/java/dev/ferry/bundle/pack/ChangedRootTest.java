package dev.ferry.bundle.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ferry.bundle.fixture.ChangedBytes;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.verify.Verification;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A forger changes a document and makes every digest that leads to it anew, up to {@code
 * index.json}: the reader meets the change itself, not a digest that does not fit.
 */
class ChangedRootTest {
  private static final int CASES = 150;

  @TempDir Path folder;
  private Path bundle;
  private String index = "";
  private String root = "";
  private final List<Path> forged = new ArrayList<>();

  @BeforeEach
  void pack() throws IOException {
    PackFixture fixture = new PackFixture(folder);
    TinyWheel alpha = TinyWheel.of("alpha", "1.0").file("alpha.py", "");
    bundle =
        fixture.packed(
            fixture.request(PackFixture.target(PackFixture.TARGET, fixture.locked(alpha))));
    index = Files.readString(bundle.resolve("index.json"));
    root = digestIn(index, "application/vnd.ferry.bundle.v1");
  }

  @Test
  void aChangedIndexIsReadOrRefused() throws IOException {
    assertThat(rejected(index, this::pointTo)).isGreaterThan(CASES / 2);
  }

  @Test
  void aChangedRootIsReadOrRefused() throws IOException {
    assertThat(rejected(blob(root), changed -> pointTo(replaced(index, root, changed))))
        .isGreaterThan(CASES / 2);
  }

  @Test
  void aChangedManifestIsReadOrRefused() throws IOException {
    String top = blob(root);
    for (String type :
        List.of("application/vnd.ferry.environment.v1", "application/vnd.ferry.bundle.files.v1")) {
      String manifest = digestIn(top, type);
      int rejected =
          rejected(
              blob(manifest),
              changed -> pointTo(replaced(index, root, replaced(top, manifest, changed))));
      assertThat(rejected).as(type).isGreaterThan(CASES / 2);
    }
  }

  private interface Forgery {
    void make(String document) throws IOException;
  }

  private int rejected(String document, Forgery forgery) throws IOException {
    Random random = new Random(document.hashCode());
    byte[] good = document.getBytes(StandardCharsets.UTF_8);
    int rejected = 0;
    for (int i = 0; i < CASES; i++) {
      String changed = new String(ChangedBytes.of(good, random), StandardCharsets.ISO_8859_1);
      forgery.make(changed);
      try {
        Verification verification = Verifier.verify(bundle, Progress.NONE);
        rejected += verification instanceof Verification.Rejected ? 1 : 0;
      } catch (FerryException declared) {
        rejected++;
      } catch (RuntimeException | StackOverflowError other) {
        fail("case %d, `%s`".formatted(i, changed), other);
      }
      forged.forEach(blob -> blob.toFile().delete());
      forged.clear();
    }
    return rejected;
  }

  private void pointTo(String changedIndex) throws IOException {
    Files.writeString(bundle.resolve("index.json"), changedIndex, StandardCharsets.ISO_8859_1);
  }

  private Path path(String hex) {
    return bundle.resolve("blobs/sha256").resolve(hex);
  }

  private String blob(String hex) throws IOException {
    return Files.readString(path(hex), StandardCharsets.ISO_8859_1);
  }

  /** Puts a changed document beside the blobs and gives the parent's text with its digest. */
  private String replaced(String parent, String hex, String document) throws IOException {
    byte[] bytes = document.getBytes(StandardCharsets.ISO_8859_1);
    String changed = Digest.of(bytes).hex();
    if (!Files.exists(path(changed))) {
      forged.add(Files.write(path(changed), bytes));
    }
    return parent
        .replace(hex, changed)
        .replace("\"size\":" + Files.size(path(hex)), "\"size\":" + bytes.length);
  }

  /** The digest of the first descriptor of a kind in canonical JSON. */
  private static String digestIn(String document, String artifactType) {
    int at = document.indexOf("sha256:", document.indexOf("\"" + artifactType + "\""));
    return document.substring(at + 7, at + 71);
  }
}
