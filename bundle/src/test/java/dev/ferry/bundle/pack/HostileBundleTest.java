package dev.ferry.bundle.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.read.Container;
import dev.ferry.bundle.read.Problem;
import dev.ferry.bundle.verify.Verification;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.lock.LockedPackage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of changing a packed bundle, and what the verifier says about it. */
class HostileBundleTest {
  private static final TinyWheel ALPHA =
      TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "ANSWER = 42\n");

  @TempDir Path folder;
  private PackFixture fixture;
  private Path bundle;
  private LockedPackage alpha;

  @BeforeEach
  void pack() throws IOException {
    fixture = new PackFixture(folder);
    alpha = fixture.locked(ALPHA);
    bundle = fixture.packed(fixture.request(PackFixture.target(PackFixture.TARGET, alpha)));
  }

  private List<String> rejected() {
    return rejected(bundle);
  }

  private static List<String> rejected(Path origin) {
    Verification verification = Verifier.verify(origin, Progress.NONE);
    assertThat(verification).isInstanceOf(Verification.Rejected.class);
    return ((Verification.Rejected) verification).problems().stream().map(Problem::path).toList();
  }

  private Path wheel() {
    return bundle.resolve("packages").resolve(alpha.file());
  }

  private Path blob() {
    return bundle.resolve("blobs/sha256").resolve(alpha.sha256().hex());
  }

  @Test
  void oneByteFlippedInAnyFile() throws IOException {
    Random random = new Random(3);
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        Files.delete(file);
        Files.write(file, flipped);
        if (!file.endsWith("index.json")) {
          assertThat(rejected()).as(file.toString()).contains(problemName(file));
        }
        Files.write(file, whole);
      }
    }
  }

  /** A damaged manifest is named by the document that leads to it. */
  private String problemName(Path file) {
    String name = bundle.relativize(file).toString();
    List<String> problems = rejected();
    return problems.contains(name) ? name : "index.json";
  }

  @Test
  void eachFileRemoved() throws IOException {
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        boolean cargo = file.equals(wheel()) || file.equals(blob());
        if (cargo) {
          assertThat(Verifier.verify(bundle, Progress.NONE).orThrow().absentTwins())
              .containsExactly(bundle.relativize(file).toString());
        } else {
          assertThat(rejected()).as(file.toString()).isNotEmpty();
        }
        Files.write(file, whole);
      }
    }
  }

  @Test
  void bothNamesOfAWheelRemoved() throws IOException {
    Files.delete(wheel());
    Files.delete(blob());
    assertThat(rejected())
        .containsExactlyInAnyOrder(
            "blobs/sha256/" + alpha.sha256().hex(), "packages/" + alpha.file());
  }

  @Test
  void aFileAdded() throws IOException {
    for (String name : List.of("sitecustomize.py", "packages/x.whl", "packages/._x", "blobs/x")) {
      Files.writeString(bundle.resolve(name), "x");
      assertThat(rejected()).containsExactly(name);
      Files.delete(bundle.resolve(name));
    }
  }

  @Test
  void whatSticksLeaveIsIgnoredAndSaid() throws IOException {
    Files.writeString(bundle.resolve("._README.txt"), "x");
    Files.createDirectory(bundle.resolve("System Volume Information"));
    Files.writeString(bundle.resolve("System Volume Information/IndexerVolumeGuid"), "x");
    VerifiedBundle verified = Verifier.verify(bundle, Progress.NONE).orThrow();
    assertThat(verified.litter()).hasSize(2);
  }

  @Test
  void aWheelReplacedByAnotherValidOneWithNewSums() throws IOException {
    byte[] other = TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "evil = 1\n").bytes();
    Files.delete(wheel());
    Files.write(wheel(), other);
    Files.delete(blob());
    dev.ferry.bundle.fixture.TestBundle.sum(bundle);
    assertThat(rejected()).contains("SHA256SUMS", "packages/" + alpha.file());
  }

  @Test
  void aLinkInPlaceOfAFile() throws IOException {
    Files.delete(bundle.resolve("README.txt"));
    Files.createSymbolicLink(bundle.resolve("README.txt"), Path.of("ferry.yaml"));
    assertThat(rejected()).contains("README.txt");
  }

  @Test
  void aLinkToABundleIsThatBundle() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), bundle);
    assertThat(Verifier.verify(link, Progress.NONE).orThrow().bundle().origin()).isEqualTo(link);
  }

  @Test
  void anIndexThatPointsElsewhere() throws IOException {
    Path index = bundle.resolve("index.json");
    String text = Files.readString(index);
    for (String lie :
        List.of(
            text.replace("bundle.v1", "bundle.v2"),
            text.replaceFirst("sha256:[0-9a-f]{4}", "sha256:0000"),
            text.replaceFirst("\"size\":\\d+", "\"size\":1"),
            "{}",
            "")) {
      Files.writeString(index, lie);
      assertThat(rejected()).contains("index.json");
    }
  }

  @Test
  void aTarMadeByAnotherToolIsRead() throws IOException {
    Path tar = folder.resolve("other.tar");
    try (TarArchiveOutputStream out = output(tar)) {
      try (Stream<Path> files = Files.walk(bundle)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String name = "./" + bundle.relativize(file);
          put(out, new TarArchiveEntry(name), Files.readAllBytes(file));
        }
      }
    }
    Verifier.verify(tar, Progress.NONE).orThrow();
  }

  @Test
  void tricksOfATarAreProblemsAndLeadNowhere() throws IOException {
    Path tar =
        fixture.packed(
            fixture.request(Form.OCI, true, PackFixture.target(PackFixture.TARGET, alpha)));
    byte[] good = Files.readAllBytes(tar);
    for (String name : List.of("/etc/passwd", "../up", "a/../../up")) {
      Path bad = trick(good, entry(name, TarArchiveEntry.LF_NORMAL, ""));
      assertThat(Container.open(bad).problems()).as(name).hasSize(1);
    }
    Path symbolic = trick(good, entry("x", TarArchiveEntry.LF_SYMLINK, "/etc/passwd"));
    assertThat(rejected(symbolic)).containsExactly("x");
    Path hard = trick(good, entry("x", TarArchiveEntry.LF_LINK, "/etc/passwd"));
    assertThat(rejected(hard)).containsExactly("x");
    Path device = trick(good, entry("x", TarArchiveEntry.LF_CHR, ""));
    assertThat(rejected(device)).containsExactly("x");
    Path twice = trick(good, entry("README.txt", TarArchiveEntry.LF_NORMAL, ""));
    assertThat(rejected(twice)).contains("README.txt");
  }

  private static TarArchiveEntry entry(String name, byte type, String link) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(link);
    return entry;
  }

  /** The good tar with one member put first. */
  private Path trick(byte[] good, TarArchiveEntry entry) throws IOException {
    Path bad = Files.createTempFile(folder, "trick", ".tar");
    java.io.ByteArrayOutputStream first = new java.io.ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(first)) {
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
      out.flush();
      byte[] header = java.util.Arrays.copyOf(first.toByteArray(), 512);
      try (OutputStream file = Files.newOutputStream(bad, StandardOpenOption.TRUNCATE_EXISTING)) {
        file.write(header);
        file.write(good);
      }
    }
    return bad;
  }

  private static TarArchiveOutputStream output(Path tar) throws IOException {
    TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar));
    out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    return out;
  }

  private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, byte[] bytes)
      throws IOException {
    entry.setSize(bytes.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }

  @Test
  void damagedTarsFailInOneWayOnly() throws IOException {
    Path tar =
        fixture.packed(
            fixture.request(Form.OCI, true, PackFixture.target(PackFixture.TARGET, alpha)));
    byte[] good = Files.readAllBytes(tar);
    Random random = new Random(5);
    Path bad = folder.resolve("bad.tar");
    for (int i = 0; i < 300; i++) {
      byte[] damaged = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int flips = random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(bad, damaged);
      try {
        Verifier.verify(bad, Progress.NONE);
      } catch (FerryException expected) {
        assertThat(expected.text().english()).contains("bad.tar");
      }
    }
  }

  @Test
  void nothingThatIsNoBundleIsOpened() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> Container.open(empty))
        .hasMessage("`" + empty + "` is not a bundle (no `oci-layout`)");
    assertThatThrownBy(() -> Container.open(folder.resolve("nowhere")))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("does not exist");
    Path text =
        Files.write(folder.resolve("text"), "x".repeat(2000).getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> Container.open(text)).isInstanceOf(FerryException.class);
  }

  @Test
  void theParentOfABundleNamesTheBundle() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out-of-pack"));
    Path child = Files.createDirectory(out.resolve("demo"));
    Files.writeString(child.resolve("oci-layout"), "{}");
    Files.createDirectory(out.resolve("other"));
    assertThatThrownBy(() -> Container.open(out))
        .isInstanceOfSatisfying(
            FerryException.class,
            said ->
                assertThat(said.hint().orElseThrow().english())
                    .isEqualTo("Did you mean `" + child + "`?"));
  }

  @Test
  void anErrorListsTwentyProblemsAndCountsTheRest() {
    List<Problem> problems = new ArrayList<>();
    for (int number = 0; number < 23; number++) {
      problems.add(new Problem("file" + number, Text.same("missing")));
    }
    assertThatThrownBy(() -> new Verification.Rejected(folder, problems).orThrow())
        .isInstanceOfSatisfying(
            FerryException.class,
            said -> {
              assertThat(said.text().english()).endsWith("is not whole: 23 problems");
              assertThat(said.reasons()).hasSize(21);
              assertThat(said.reasons().getLast()).isEqualTo(Text.of("and 3 more", "另有 3 个"));
            });
  }
}
