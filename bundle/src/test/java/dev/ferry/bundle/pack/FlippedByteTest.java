package dev.ferry.bundle.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.evidence.Statement;
import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One changed bit, anywhere: neither {@code ferry verify} nor {@code verify.sh} says good. */
class FlippedByteTest {
  private static final TinyWheel ALPHA =
      TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "ANSWER = 42\n");
  private static final TinyWheel BETA = TinyWheel.of("beta", "2.0+cu118").file("beta.py", "\n");
  private static final List<String> TOPS = List.of("SHA256SUMS", "index.json", "oci-layout");

  private final Random random = new Random(20261121);

  @TempDir Path folder;
  private Path bundle = Path.of("");

  @BeforeEach
  void pack() throws IOException {
    bundle = packed(Form.OCI, false);
  }

  /** Two targets, two wheels, a statement. */
  private Path packed(Form form, boolean tar) throws IOException {
    PackFixture fixture = new PackFixture(folder);
    BundleCheck passed =
        (place, root) ->
            List.of(new Statement(root, Statement.TEST_RESULT, Map.of("result", "PASSED")));
    PackRequest request =
        fixture.request(
            form,
            tar,
            PackFixture.target(PackFixture.TARGET, fixture.locked(ALPHA), fixture.locked(BETA)),
            PackFixture.target("linux-aarch64-glibc2.28-cp311", fixture.locked(ALPHA)));
    return ((PackOutcome.Packed) fixture.pack(request, Optional.of(passed))).bundle();
  }

  @Test
  void verifyRefusesEachFileChanged() throws IOException {
    for (Path file : files()) {
      int length = (int) Files.size(file);
      int[] places =
          TOPS.contains(bundle.relativize(file).toString())
              ? random.ints(200, 0, length).toArray()
              : new int[] {random.nextInt(length)};
      eachFlipped(
          file, places, place -> assertThat(passes(bundle)).as("%s at %d", file, place).isFalse());
    }
    assertThat(passes(bundle)).isTrue();
  }

  @Test
  void verifyRefusesAChangedCopyWithoutPackages() throws IOException {
    for (Path wheel : files()) {
      if (wheel.startsWith(bundle.resolve("packages"))) {
        Files.delete(wheel);
      }
    }
    Path sums = bundle.resolve("SHA256SUMS");
    eachFlipped(
        sums,
        random.ints(200, 0, (int) Files.size(sums)).toArray(),
        place -> assertThat(passes(bundle)).as("at %d", place).isFalse());
    assertThat(passes(bundle)).isTrue();
  }

  @Test
  void verifyRefusesAChangedTar() throws IOException {
    Path tar = packed(Form.OCI, true);
    int length = (int) Files.size(tar);
    int[] places =
        IntStream.concat(
                IntStream.range(0, 512), // the first header, whole
                random.ints(500, 0, length))
            .toArray();
    eachFlipped(tar, places, place -> assertThat(passes(tar)).as("at %d", place).isFalse());
    assertThat(passes(tar)).isTrue();
  }

  @Test
  @Tag("system")
  void theScriptRefusesEachFileChanged() throws IOException {
    for (Path file : files()) {
      if (file.endsWith("verify.sh")) {
        continue; // It cannot judge itself; `sha256sum -c` and `ferry verify` can.
      }
      int count = TOPS.contains(bundle.relativize(file).toString()) ? 12 : 1;
      int[] places = random.ints(count, 0, (int) Files.size(file)).toArray();
      eachFlipped(
          file, places, place -> assertThat(script()).as("%s at %d", file, place).isEqualTo(1));
    }
    assertThat(script()).isZero();
  }

  @Test
  @Tag("system")
  void theScriptRefusesAChangedNameInACopyWithoutPackages() throws IOException {
    for (Path wheel : files()) {
      if (wheel.startsWith(bundle.resolve("packages"))) {
        Files.delete(wheel);
      }
    }
    assertThat(script()).isZero();
    Path sums = bundle.resolve("SHA256SUMS");
    String text = Files.readString(sums);
    int wheel = text.indexOf("packages/alpha") + "packages/a".length();
    int blob = text.indexOf("blobs/sha256/") + "blobs/sha256/".length();
    eachFlipped(
        sums,
        new int[] {wheel, blob, blob + 63, text.length() - 1},
        place -> assertThat(script()).as("at %d", place).isEqualTo(1));
  }

  @Test
  @Tag("system")
  void theScriptTakesThePlainForm() throws IOException {
    Files.move(bundle, folder.resolve("aside"));
    bundle = packed(Form.PLAIN, false);
    assertThat(passes(bundle)).isTrue();
    assertThat(script()).isZero();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(bundle)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean passes(Path origin) {
    try {
      return Verifier.verify(origin, Progress.NONE) instanceof VerifiedBundle;
    } catch (FerryException refused) {
      return false;
    }
  }

  private int script() {
    return Shell.run(folder, List.of("sh", bundle.resolve("verify.sh").toString())).status();
  }

  @FunctionalInterface
  private interface Place {
    void at(int place);
  }

  private void eachFlipped(Path file, int[] places, Place check) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int place : places) {
      byte[] flipped = whole.clone();
      flipped[place] ^= (byte) (1 << random.nextInt(8));
      Files.delete(file); // A write would reach the other name too.
      Files.write(file, flipped);
      check.at(place);
    }
    Files.delete(file);
    Files.write(file, whole);
  }
}
