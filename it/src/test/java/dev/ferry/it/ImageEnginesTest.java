package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.HostTarget;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.base.BaseImporter;
import dev.ferry.image.base.Bases;
import dev.ferry.image.make.ImageMaker;
import dev.ferry.image.make.ImageRequest;
import dev.ferry.image.make.Intake;
import dev.ferry.image.make.MadeImage;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.SymbolVersion;
import dev.ferry.oci.layer.Compression;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that did not make an image load it, run it, and agree on its digests. */
@Tag("system")
class ImageEnginesTest {
  private static final ImageMaker.Prover NOTHING = (archive, plans) -> {};
  private static final String NAME = "localhost/test:v1-" + target() + "-train";

  @TempDir private Path folder;
  private Path root = Path.of("");
  private Path bundle = Path.of("");

  private static String target() {
    return HostTarget.facts("x86_64", 11, SymbolVersion.of(2, 17)).name();
  }

  @BeforeEach
  void prepare() {
    assumeTrue(Files.exists(tools().resolve("debian12.tar")), "no Debian 12 as a base");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "the bundle is for x86_64");
    root = folder.resolve("podman");
    bundle =
        TestBundle.in(
                folder.resolve("bundle"), HostTarget.facts("x86_64", 11, SymbolVersion.of(2, 17)))
            .wheel(
                TinyWheel.of("demo", "1.0")
                    .file(
                        "demo.py", "import os\nprint('demo', os.getuid(), os.environ['MODEL'])\n"))
            .env("MODEL", "${FERRY_ENV}/model")
            .write();
  }

  @AfterEach
  void clean() throws IOException, InterruptedException {
    if (Files.isDirectory(root)) {
      podman("rmi", "-af");
      Source.run(folder, List.of(), List.of("rm", "-rf", root.toString()));
    }
  }

  private static Path tools() {
    return Optional.ofNullable(System.getenv("FERRY_TEST_TOOLS"))
        .map(Path::of)
        .orElse(Source.root().resolve("target/test-tools"));
  }

  private Source.Result podman(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "podman",
                "--root",
                root.toString(),
                "--runroot",
                folder.resolve("run").toString(),
                "--runtime",
                "runc"));
    command.addAll(List.of(words));
    return Source.run(folder, List.of(), command);
  }

  private MadeImage make(Path output, Compression compression) throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    if (Bases.of(store).find("debian").isEmpty()) {
      Bases.of(store)
          .save(
              new BaseImporter(store, Progress.NONE)
                  .read(tools().resolve("debian12.tar"), "debian"));
    }
    Path app = Files.createDirectories(folder.resolve("app"));
    Files.writeString(app.resolve("main.py"), "import demo\nopen('/tmp/x', 'w').write('x')\n");
    Bundle opened = Bundle.open(bundle);
    Recipe recipe =
        Intake.recipe(
            new ImageRequest(
                bundle,
                List.of(),
                false,
                List.of("debian"),
                Variant.TRAIN,
                Optional.of(app),
                DataSize.ofMegabytes(1),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                AppSettings.none(),
                Optional.empty(),
                compression,
                false,
                Optional.empty(),
                "none"),
            opened,
            store);
    return new ImageMaker(store, Progress.NONE)
        .make(recipe, Optional.of(opened), output, false, Optional.empty(), NOTHING)
        .image();
  }

  @Test
  void podmanLoadsAndRunsItReadOnlyAsItsUserWithoutANetwork()
      throws IOException, InterruptedException {
    Path archive = folder.resolve("image.tar");
    Digest id = make(archive, Compression.GZIP).platforms().get(0).config();
    Source.Result loaded = podman("load", "-q", "-i", archive.toString());
    assertThat(loaded.exitCode()).as(loaded.errors()).isZero();
    assertThat(podman("image", "inspect", "--format", "{{.Id}}", NAME).output().strip())
        .isEqualTo(id.hex());
    Source.Result ran =
        podman(
            "run",
            "--rm",
            "--ulimit",
            "nofile=1024:1024",
            "--ulimit",
            "nproc=1000:1000",
            "--network=none",
            "--read-only",
            NAME);
    assertThat(ran.exitCode()).as(ran.errors()).isZero();
    assertThat(ran.output().strip()).isEqualTo("demo 65532 /opt/ferry/env/model");
  }

  @Test
  void skopeoReadsBothFormsOfTheArchiveAndFindsTheSameImage()
      throws IOException, InterruptedException {
    for (Compression compression : Compression.values()) {
      Path archive = folder.resolve(compression + ".tar");
      MadeImage made = make(archive, compression);
      String manifest = made.content().top().digest().toString();
      Source.Result oci = skopeo("inspect", "--format", "{{.Digest}}", "oci-archive:" + archive);
      assertThat(oci.output().strip()).as(oci.errors()).isEqualTo(manifest);
      String config = skopeo("inspect", "--config", "--raw", "docker-archive:" + archive).output();
      String ours = skopeo("inspect", "--config", "--raw", "oci-archive:" + archive).output();
      assertThat(config.strip()).isEqualTo(ours.strip());
    }
  }

  private Source.Result skopeo(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("skopeo"));
    command.addAll(List.of(words));
    return Source.run(folder, List.of(), command);
  }

  /** The same command again after a kill at any moment gives the image; nothing half is named. */
  @Test
  void aKilledCommandLeavesNoImageAndIsRepeated() throws IOException, InterruptedException {
    Path archive = folder.resolve("out/image.tar");
    make(folder.resolve("first.tar"), Compression.GZIP); // Imports the base.
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.ferry.cli.Main",
            "image",
            bundle.toString(),
            "--base",
            "debian",
            "--store",
            folder.resolve("store").toString(),
            "--unproved",
            "--compression",
            "zstd",
            "-o",
            archive.toString());
    for (int milliseconds : List.of(300, 700, 1200)) {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        assertThat(!Files.exists(archive) || isWhole(archive)).as("absent or whole").isTrue();
      }
    }
    Source.Result done = Source.run(folder, List.of(), command);
    assertThat(done.exitCode()).as(done.errors()).isZero();
    assertThat(isWhole(archive)).isTrue();
  }

  private boolean isWhole(Path archive) throws IOException, InterruptedException {
    return skopeo("inspect", "oci-archive:" + archive).exitCode() == 0;
  }
}
