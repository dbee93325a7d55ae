package dev.ferry.oci.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.Platform;
import dev.ferry.oci.archive.ArchiveWriter;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.archive.LayoutArchive;
import dev.ferry.oci.registry.http.Patience;
import dev.ferry.oci.registry.http.RegistrySettings;
import dev.ferry.oci.registry.name.ImageName;
import dev.ferry.oci.registry.name.Repository;
import dev.ferry.store.FactStore;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushPullTest {
  private static final BlobUpload.Pieces CUT = new BlobUpload.Pieces(1 << 12, 1 << 18);
  private static final int PIECES = (1 << 18) * 2 + 50_001;
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          4,
          Duration.ofMillis(5),
          Duration.ofSeconds(3));

  @TempDir Path folder;
  private TestRegistry registry;
  private SampleImage sample;

  @BeforeEach
  void start() throws IOException {
    registry = new TestRegistry();
    sample = new SampleImage(folder);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void whatIsPushedIsPulledAgainToTheByte() throws IOException {
    Descriptor root = sample.manifest(1, 100, 70_000, 0);
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(root, sample.sbom(root)));
    PushReport report = push(tar, "team/sample:1.0", Optional.empty());
    assertThat(report.digest()).isEqualTo(root.digest());
    assertThat(report.sent()).isEqualTo(6);
    assertThat(report.fallbackTag()).isEmpty();
    assertThat(report.referrers()).isEqualTo(1);
    assertThat(pull("team/sample:1.0")).hasSameBinaryContentAs(tar);
  }

  @Test
  void whatIsThereIsNotSentAgain() {
    Descriptor root = sample.manifest(1, 100, 70_000);
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(root));
    push(tar, "team/sample:1.0", Optional.empty());
    registry.log.clear();
    PushReport again = push(tar, "team/sample:1.0", Optional.empty());
    assertThat(again.sent()).isZero();
    assertThat(again.present()).isEqualTo(3);
    assertThat(registry.count("P")).isZero();
  }

  @Test
  void blobsOfAnotherRepositoryAreMounted() {
    Descriptor root = sample.manifest(1, 100, 70_000);
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(root));
    push(tar, "team/sample:1.0", Optional.empty());
    Repository other = ImageName.parse(registry.host() + "/team/sample").repository();
    PushReport report = push(tar, "team/copy:1.0", Optional.of(other));
    assertThat(report.mounted()).isEqualTo(3);
    assertThat(report.bytes()).isZero();
    assertThat(registry.count("PUT /v2/team/copy/blobs")).isZero();
  }

  @Test
  void aRegistryWithoutListsOfReferrersGetsAnIndexUnderATag() throws IOException {
    registry.listsReferrers = false;
    Descriptor root = sample.manifest(1, 100);
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(root, sample.sbom(root)));
    String tag = "sha256-" + root.digest().hex();
    assertThat(push(tar, "team/sample:1.0", Optional.empty()).fallbackTag()).contains(tag);
    byte[] list = requireNonNull(registry.manifests.get("team/sample:" + tag));
    ImageIndex index = ImageIndex.parse(tag, list);
    assertThat(index.manifests()).hasSize(1);
    assertThat(index.manifests().getFirst().artifactType())
        .contains("application/vnd.cyclonedx+json");
    push(tar, "team/sample:1.0", Optional.empty());
    assertThat(registry.manifests.get("team/sample:" + tag)).isEqualTo(list);
    assertThat(pull("team/sample:1.0")).hasSameBinaryContentAs(tar);
  }

  @Test
  void severalPlatformsArePushedBelowFirstAndOneIsPulled() throws IOException {
    Descriptor one = sample.manifest(1, 100).withPlatform(Platform.of("linux", "x86_64"));
    Descriptor two = sample.manifest(2, 200).withPlatform(Platform.of("linux", "aarch64"));
    Descriptor root =
        sample.document(
            MediaTypes.INDEX, new ImageIndex(Optional.empty(), List.of(one, two)).bytes());
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(root));
    push(tar, "team/sample:1.0", Optional.empty());
    List<String> puts = registry.log.stream().filter(l -> l.contains("/manifests/")).toList();
    assertThat(puts.stream().filter(l -> l.startsWith("PUT")).toList())
        .containsExactly(
            "PUT /v2/team/sample/manifests/" + one.digest(),
            "PUT /v2/team/sample/manifests/" + two.digest(),
            "PUT /v2/team/sample/manifests/" + root.digest(),
            "PUT /v2/team/sample/manifests/1.0");
    assertThat(pull("team/sample:1.0")).hasSameBinaryContentAs(tar);
    try (Pull pull = new Pull(name("team/sample:1.0"), settings(), Progress.NONE)) {
      ImageGraph arm = pull.plan(Optional.of(new Platform("linux", "arm64", Optional.empty())));
      assertThat(arm.root().digest()).isEqualTo(two.digest());
      assertThatThrownBy(
              () -> pull.plan(Optional.of(new Platform("linux", "riscv64", Optional.empty()))))
          .hasMessageContaining("no image for `linux/riscv64`");
    }
  }

  @Test
  void aConnectionThatBreaksInAPieceIsTakenUpAgain() throws IOException {
    Path tar = large();
    AtomicInteger pieces = new AtomicInteger();
    registry.troubles.add(
        exchange -> {
          if (exchange.getRequestMethod().equals("PATCH") && pieces.incrementAndGet() == 2) {
            exchange.getRequestBody().readNBytes(100_000);
            return true; // Closed without an answer.
          }
          return false;
        });
    push(tar, "team/large:1.0", Optional.empty());
    assertThat(registry.count("POST")).isEqualTo(2);
    assertThat(pieces).hasValue(4);
    assertThat(pull("team/large:1.0")).hasSameBinaryContentAs(tar);
  }

  @Test
  void aRegistryThatForgetsHalfAnUploadIsSentItAnew() {
    Path tar = large();
    AtomicInteger pieces = new AtomicInteger();
    registry.troubles.add(
        exchange -> {
          if (exchange.getRequestMethod().equals("PATCH") && pieces.incrementAndGet() == 3) {
            registry.uploads.clear();
          }
          return false;
        });
    PushReport report = push(tar, "team/large:1.0", Optional.empty());
    assertThat(report.sent()).isEqualTo(2);
    assertThat(pieces).hasValue(6);
  }

  @Test
  void aRegistryThatKeepsForgettingIsGivenUp() {
    Path tar = large();
    registry.troubles.add(
        exchange -> {
          if (exchange.getRequestMethod().equals("PUT")) {
            registry.uploads.clear();
          }
          return false;
        });
    assertThatThrownBy(() -> push(tar, "team/large:1.0", Optional.empty()))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("it lost the upload 4 times");
  }

  @Test
  void aRunThatWasKilledGoesOnWhereItWas() {
    Path tar = large();
    AtomicInteger pieces = new AtomicInteger();
    TestRegistry.Trouble dead =
        exchange -> {
          boolean late = pieces.get() >= 2;
          if (exchange.getRequestMethod().equals("PATCH")) {
            pieces.incrementAndGet();
          }
          return late;
        };
    registry.troubles.add(dead);
    assertThatThrownBy(() -> push(tar, "team/large:1.0", Optional.empty()))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> assertThat(failure.failure()).isEqualTo(Failure.SOURCE));
    registry.troubles.remove(dead);
    registry.log.clear();
    push(tar, "team/large:1.0", Optional.empty());
    assertThat(registry.count("PATCH")).isEqualTo(1);
    assertThat(registry.count("POST")).isLessThan(2);
  }

  @Test
  void aRegistryThatIsBusyIsWaitedFor() {
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(sample.manifest(1, 100)));
    for (int status : List.of(429, 503, 502, 500)) {
      AtomicInteger left = new AtomicInteger(1);
      registry.troubles.add(
          exchange -> {
            if (left.getAndDecrement() > 0) {
              exchange.getResponseHeaders().set("Retry-After", "0");
              TestRegistry.answer(exchange, status, "");
              return true;
            }
            return false;
          });
    }
    PushReport report = push(tar, "team/busy:1.0", Optional.empty());
    assertThat(report.sent()).isEqualTo(2);
  }

  @Test
  void aRegistryThatAsksToComeBackTomorrowIsNotWaitedFor() {
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(sample.manifest(1, 100)));
    registry.troubles.add(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "86400");
          TestRegistry.answer(exchange, 429, "");
          return true;
        });
    assertThatThrownBy(() -> push(tar, "team/busy:1.0", Optional.empty()))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("come back in 86400 s");
  }

  @Test
  void aPullThatBreaksGoesOnWithARange() throws IOException {
    Path tar = large();
    push(tar, "team/large:1.0", Optional.empty());
    AtomicInteger breaks = new AtomicInteger(3);
    registry.troubles.add(
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] bytes = registry.blobs.get("team/large@" + path.replaceAll(".*/", ""));
          if (exchange.getRequestHeaders().getFirst("Range") == null
              && bytes != null
              && bytes.length > 300_000
              && breaks.getAndDecrement() > 0) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, 150_000);
            exchange.getResponseBody().flush();
            return true;
          }
          return false;
        });
    assertThat(pull("team/large:1.0")).hasSameBinaryContentAs(tar);
    assertThat(breaks).hasValue(2);
  }

  @Test
  void aDamagedArchiveIsRefusedBeforeAnythingIsSent() throws IOException {
    Path tar = sample.archive(folder.resolve("a.tar"), sample.graph(sample.manifest(1, 70_000)));
    byte[] bytes = Files.readAllBytes(tar);
    bytes[bytes.length - 30_000] ^= 1;
    Files.write(tar, bytes);
    assertThatThrownBy(() -> push(tar, "team/damaged:1.0", Optional.empty()))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("it has the digest");
    assertThat(registry.count("P")).isZero();
  }

  private Path large() {
    return sample.archive(folder.resolve("large.tar"), sample.graph(sample.manifest(3, PIECES)));
  }

  private ImageName name(String text) {
    return ImageName.parse(registry.host() + "/" + text);
  }

  private RegistrySettings settings() {
    return new RegistrySettings(
        false,
        Optional.empty(),
        Map.of("HOME", folder.toString(), "XDG_RUNTIME_DIR", "/none"),
        SHORT);
  }

  private PushReport push(Path tar, String name, Optional<Repository> from) {
    FactStore facts = LocalBlobStore.open(folder.resolve("store")).facts();
    try (Push push =
        new Push(LayoutArchive.open(tar), name(name), settings(), facts, Progress.NONE)) {
      return push.cutInto(CUT).run(push.plan(), from);
    }
  }

  private Path pull(String name) {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    Path tar = folder.resolve("pulled.tar");
    try (Pull pull = new Pull(name(name), settings(), Progress.NONE)) {
      ImageGraph image = pull.plan(Optional.empty());
      pull.run(image, store);
      new ArchiveWriter(image, store, Optional.of("registry.example/team/sample:1.0"))
          .write(tar, Progress.NONE);
    }
    return tar;
  }
}
