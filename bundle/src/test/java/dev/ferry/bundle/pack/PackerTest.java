package dev.ferry.bundle.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.evidence.Statement;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.show.Summary;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackerTest {
  private static final TinyWheel ALPHA =
      TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "ANSWER = 42\n");
  private static final TinyWheel BETA = TinyWheel.of("beta", "2.0+cu118").file("beta.py", "\n");

  @TempDir Path folder;
  private PackFixture fixture;

  @BeforeEach
  void fixture() throws IOException {
    fixture = new PackFixture(folder);
  }

  private PackTarget target(String name) throws IOException {
    return PackFixture.target(name, fixture.locked(ALPHA), fixture.locked(BETA));
  }

  private PackTarget target() throws IOException {
    return target(PackFixture.TARGET);
  }

  @Test
  void aBundleIsWhatItsRootSays() throws IOException {
    Path bundle = fixture.packed(fixture.request(target()));
    assertThat(bundle.getFileName()).hasToString("demo-v1.0-" + PackFixture.TARGET + "-20261120");
    VerifiedBundle verified = Verifier.verify(bundle, Progress.NONE).orThrow();
    assertThat(verified.absentTwins()).isEmpty();
    assertThat(bundle.resolve("packages").resolve(ALPHA.fileName()))
        .hasBinaryContent(ALPHA.bytes());
    assertThat(bundle.resolve("targets/" + PackFixture.TARGET + "/requirements.txt"))
        .content()
        .contains("beta==2.0+cu118 \\\n    --hash=sha256:");
    Summary summary = Summary.of(Bundle.open(bundle));
    assertThat(summary.targets().get(0).environment().packages())
        .extracting(entry -> entry.name() + " " + entry.fit().id())
        .containsExactly("alpha proven", "beta proven");
    try (Stream<Path> left = Files.list(fixture.output())) {
      assertThat(left).containsExactly(bundle);
    }
  }

  @Test
  void theSameLockGivesTheSameBytes() throws IOException {
    Map<String, List<Byte>> first = contents(fixture.packed(fixture.request(target())));
    PackFixture elsewhere = new PackFixture(Files.createDirectories(folder.resolve("other 机器")));
    PackTarget again =
        PackFixture.target(PackFixture.TARGET, elsewhere.locked(BETA), elsewhere.locked(ALPHA));
    assertThat(contents(elsewhere.packed(elsewhere.request(again)))).isEqualTo(first);
    Path tar = fixture.packed(fixture.request(Form.OCI, true, target()));
    Path otherTar = elsewhere.packed(elsewhere.request(Form.OCI, true, again));
    assertThat(tar).hasSameBinaryContentAs(otherTar);
    Verifier.verify(tar, Progress.NONE).orThrow();
  }

  private static Map<String, List<Byte>> contents(Path bundle) throws IOException {
    Map<String, List<Byte>> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(bundle)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(path);
        List<Byte> list = new java.util.ArrayList<>();
        for (byte b : bytes) {
          list.add(b);
        }
        contents.put(bundle.relativize(path).toString(), list);
      }
    }
    return contents;
  }

  @Test
  void packingAgainFindsTheEqualBundleAndRefusesAChangedOne() throws IOException {
    PackRequest request = fixture.request(target());
    Path bundle = fixture.packed(request);
    assertThat(((PackOutcome.Packed) fixture.pack(request)).existed()).isTrue();
    Files.writeString(bundle.resolve("ferry.yaml"), "x", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> fixture.pack(request))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> assertThat(failure.reasons().toString()).contains("ferry.yaml"));
  }

  @Test
  void aBlobDamagedThroughABundleIsFetchedAgain() throws IOException {
    PackRequest request = fixture.request(target());
    Path bundle = fixture.packed(request);
    Path wheel = bundle.resolve("packages").resolve(ALPHA.fileName());
    wheel.toFile().setWritable(true);
    Files.write(wheel, new byte[] {'x'}, StandardOpenOption.WRITE);
    PackFixture same = new PackFixture(folder);
    Files.move(bundle, folder.resolve("aside"));
    Verifier.verify(same.packed(request), Progress.NONE).orThrow();
  }

  @Test
  void aTarOfADamagedFileIsNotWritten() throws IOException {
    fixture.packed(fixture.request(target()));
    Path blob = fixture.store().path(fixture.locked(ALPHA).sha256());
    java.nio.file.attribute.FileTime time = Files.getLastModifiedTime(blob);
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(blob);
    Files.write(blob, bytes);
    Files.setLastModifiedTime(blob, time);
    PackRequest tar = fixture.request(Form.OCI, true, target());
    assertThatThrownBy(() -> fixture.pack(tar))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(blob + "` into the bundle: the file is damaged on this disk");
    assertThat(tar.destination()).doesNotExist();
    new StoreCheck(fixture.store(), Progress.NONE).check(PackPlan.of(tar, fixture.store()).files());
    Verifier.verify(fixture.packed(tar), Progress.NONE).orThrow();
  }

  @Test
  void plainFormHasNoCargoBlobs() throws IOException {
    Path bundle = fixture.packed(fixture.request(Form.PLAIN, false, target()));
    VerifiedBundle verified = Verifier.verify(bundle, Progress.NONE).orThrow();
    assertThat(verified.absentTwins()).hasSize(2);
    assertThat(Bundle.open(bundle).form()).isEqualTo(Form.PLAIN);
  }

  @Test
  void twoTargetsShareWheelsAndSameNamesAreKeptApart() throws IOException {
    TinyWheel other = TinyWheel.of("beta", "2.0+cu118").file("beta.py", "CUDA = 126\n");
    PackTarget second =
        PackFixture.target(
            "linux-aarch64-glibc2.28-cp311", fixture.locked(ALPHA), fixture.locked(other));
    Path bundle = fixture.packed(fixture.request(target(), second));
    assertThat(bundle.getFileName()).hasToString("demo-v1.0-multi-20261120");
    Verifier.verify(bundle, Progress.NONE).orThrow();
    LockedPackage locked = second.lock().packages().get(1);
    String path = "packages/" + locked.sha256().abbreviated() + "/" + locked.file();
    assertThat(bundle.resolve(path)).exists();
    assertThat(bundle.resolve("targets/linux-aarch64-glibc2.28-cp311/pylock.toml"))
        .content()
        .contains("../../" + path);
    assertThat(bundle.resolve("packages/" + ALPHA.fileName())).exists();
  }

  @Test
  void theBillOfMaterialsIsValid() throws Exception {
    Path bundle = fixture.packed(fixture.request(target()));
    assertThat(
            new JsonParser().validate(bundle.resolve("sbom.cdx.json").toFile(), Version.VERSION_16))
        .isEmpty();
    assertThat(bundle.resolve("sbom.cdx.json")).content().contains("pkg:pypi/beta@2.0%2Bcu118");
  }

  @Test
  void evidenceHangsOnTheRootAndDoesNotChangeIt() throws IOException {
    PackOutcome.Packed bare = (PackOutcome.Packed) fixture.pack(fixture.request(target()));
    Files.move(bare.bundle(), folder.resolve("bare"));
    BundleCheck check =
        (bundle, root) ->
            List.of(new Statement(root, Statement.TEST_RESULT, Map.of("result", "PASSED")));
    PackOutcome.Packed tried =
        (PackOutcome.Packed) fixture.pack(fixture.request(target()), Optional.of(check));
    assertThat(tried.root()).isEqualTo(bare.root());
    VerifiedBundle verified = Verifier.verify(tried.bundle(), Progress.NONE).orThrow();
    assertThat(verified.uncovered()).containsExactly("evidence/1.sigstore.json");
    assertThat(Summary.of(verified.bundle()).evidence())
        .extracting(Summary.EvidenceSummary::predicateType)
        .containsExactly(Statement.TEST_RESULT);
  }

  @Test
  void aWheelThatIsAnotherInsideIsRefused() throws IOException {
    TinyWheel inside = TinyWheel.of("gamma", "1.0");
    LockedPackage lying = fixture.locked("alpha", "1.0", ALPHA.fileName(), inside.bytes());
    PackRequest request = fixture.request(PackFixture.target(PackFixture.TARGET, lying));
    assertThatThrownBy(() -> fixture.pack(request)).isInstanceOf(FerryException.class);
    assertThat(fixture.output()).doesNotExist();
  }

  @Test
  void aWheelThatNobodyHasIsNamed() throws IOException {
    PackTarget target = target();
    try (Stream<Path> files = Files.walk(fixture.links())) {
      files
          .filter(file -> file.toString().endsWith(".whl"))
          .forEach(file -> file.toFile().delete());
    }
    assertThatThrownBy(() -> fixture.pack(fixture.request(target)))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(".whl");
  }

  @Test
  void whatAKilledRunLeftIsRemoved() throws IOException {
    PackRequest request = fixture.request(target());
    Path bundle = fixture.packed(request);
    String mark =
        dev.ferry.model.Digest.of(
                fixture.store().root().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .abbreviated();
    Path left = fixture.output().resolve("." + bundle.getFileName() + "." + mark + ".part");
    Files.move(bundle, left);
    Files.delete(left.resolve("README.txt"));
    Verifier.verify(fixture.packed(request), Progress.NONE).orThrow();
    assertThat(left).doesNotExist();
  }
}
