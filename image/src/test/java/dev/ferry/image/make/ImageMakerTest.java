package dev.ferry.image.make;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.fixture.ChangedBytes;
import dev.ferry.bundle.fixture.HostTarget;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.archive.ArchivedImage;
import dev.ferry.image.archive.ImageArchive;
import dev.ferry.image.explain.Explanation;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.image.variant.Variant;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.Compression;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of small bundles on a small base. */
class ImageMakerTest {
  private static final ImageMaker.Prover NOTHING = (archive, plans) -> {};

  @TempDir private Path folder;
  private @Nullable LocalBlobStore opened;
  private Path bundle = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    opened = LocalBlobStore.open(folder.resolve("store"));
    bundle = bundle("bundle", "x86_64");
    TestBase.in(store(), "small", "x86_64");
  }

  private LocalBlobStore store() {
    return Objects.requireNonNull(opened);
  }

  private Path bundle(String name, String machine) {
    return TestBundle.in(
            folder.resolve(name), HostTarget.facts(machine, 11, SymbolVersion.of(2, 17)))
        .wheel(
            TinyWheel.of("demo", "1.0")
                .file("demo/__init__.py", "x = 1\n".repeat(5000))
                .file("demo/include/demo.h", "int demo;\n")
                .file("demo/tests/test_demo.py", "assert True\n"))
        .wheel(TinyWheel.of("other", "2.0").file("other.py", "import demo\n"))
        .env("MODEL", "${FERRY_ENV}/model")
        .write();
  }

  private ImageRequest request(Variant variant, Compression compression) throws IOException {
    Path app = Files.createDirectories(folder.resolve("app"));
    Files.writeString(app.resolve("main.py"), "print('hello')\n");
    return new ImageRequest(
        bundle,
        List.of(),
        false,
        List.of("small"),
        variant,
        Optional.of(app),
        DataSize.ofMegabytes(10),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        AppSettings.none(),
        Optional.empty(),
        compression,
        false,
        Optional.empty(),
        "none");
  }

  private Recipe recipe(Variant variant, Compression compression) throws IOException {
    return Intake.recipe(request(variant, compression), Bundle.open(bundle), store());
  }

  private MadeImage make(Recipe recipe, Path output) {
    return new ImageMaker(store(), Progress.NONE)
        .make(recipe, Optional.of(Bundle.open(bundle)), output, false, Optional.empty(), NOTHING)
        .image();
  }

  @Test
  void anArchiveHoldsWhatWasComputedBeforeAnythingWasWritten() throws IOException {
    Recipe recipe = recipe(Variant.TRAIN, Compression.GZIP);
    MadeImage computed =
        new ImageMaker(store(), Progress.NONE).compute(recipe, Optional.of(Bundle.open(bundle)));
    Path output = folder.resolve("out/image.tar");
    assertThat(output).doesNotExist();
    MadeImage made = make(recipe, output);
    assertThat(made.content().top()).isEqualTo(computed.content().top());
    ImageArchive archive = ImageArchive.open(output);
    assertThat(archive.top().digest()).isEqualTo(computed.content().top().digest());
    assertThat(archive.name()).contains(recipe.name().toString());
    Explanation explanation = Explanation.of(archive, Progress.NONE).get(0);
    assertThat(explanation.layers())
        .extracting(layer -> layer.made().split(" ", 3)[1])
        .containsExactly("base", "account", "wheels", "application");
    assertThat(explanation.labels()).containsEntry("dev.ferry.variant", "train");
    assertThat(archive.referrers().orElseThrow().manifests()).hasSize(2);
  }

  @Test
  void theImageIdIsTheSameHoweverLayersAreCompressed() throws IOException {
    List<Digest> ids =
        Stream.of(Compression.values())
            .map(
                compression -> {
                  try {
                    Path output = folder.resolve(compression + ".tar");
                    return make(recipe(Variant.TRAIN, compression), output);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .map(made -> made.platforms().get(0).config())
            .distinct()
            .toList();
    assertThat(ids).hasSize(1);
    for (Compression compression : Compression.values()) {
      Explanation.of(ImageArchive.open(folder.resolve(compression + ".tar")), Progress.NONE);
    }
  }

  @Test
  void aRecipeGivesTheSameBytesFromACopiedStore() throws IOException {
    Path first = folder.resolve("first.tar");
    make(recipe(Variant.SLIM, Compression.GZIP), first);
    LocalBlobStore far = LocalBlobStore.open(folder.resolve("far"));
    TestBase.in(far, "another-name", "x86_64");
    copyBlobs(store(), far);
    Path file = ImageMaker.recipeFile(first);
    Path second = folder.resolve("second.tar");
    new ImageMaker(far, Progress.NONE)
        .make(
            RecipeFile.read(file),
            Optional.of(Bundle.open(bundle)),
            second,
            false,
            RecipeFile.result(file),
            NOTHING);
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(ImageMaker.recipeFile(second)).hasSameBinaryContentAs(file);
  }

  private static void copyBlobs(LocalBlobStore from, LocalBlobStore to) throws IOException {
    try (Stream<Path> files = Files.walk(from.root().resolve("blobs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        to.put(Files.newInputStream(file), Files.size(file));
      }
    }
  }

  @Test
  void slimLeavesOutWhatTheRulesNameAndSaysSo() throws IOException {
    Path output = folder.resolve("slim.tar");
    make(recipe(Variant.SLIM, Compression.GZIP), output);
    Explanation explanation = Explanation.of(ImageArchive.open(output), Progress.NONE).get(0);
    Explanation.LeftOutList left = explanation.about().orElseThrow();
    assertThat(left.paths())
        .contains(
            "lib/python3.11/site-packages/demo/include/demo.h",
            "lib/python3.11/site-packages/demo/tests/test_demo.py");
    assertThat(left.byRule()).allSatisfy(rule -> assertThat(rule.files()).isPositive());
  }

  @Test
  void theConfigRunsTheApplicationAsItsUser() throws IOException {
    Path output = folder.resolve("image.tar");
    make(recipe(Variant.TRAIN, Compression.NONE), output);
    ArchivedImage image = ImageArchive.open(output).images().get(0);
    String config = new String(image.config(), UTF_8);
    assertThat(config)
        .contains("\"User\":\"65532:65532\"")
        .contains("\"WorkingDir\":\"/opt/ferry/app\"")
        .contains("\"Entrypoint\":[\"/opt/ferry/env/bin/python\",\"/opt/ferry/app/main.py\"]")
        .contains("\"MODEL=/opt/ferry/env/model\"")
        .contains("\"created\":\"2026-11-21T00:00:00Z\"")
        .contains("/var/lib/ferry/models");
  }

  @Test
  void aDamagedWheelIsNamedAndNothingIsWritten() throws IOException {
    Path wheel = bundle.resolve("packages/demo-1.0-py3-none-any.whl");
    byte[] bytes = Files.readAllBytes(wheel);
    bytes[60] ^= 1;
    Files.delete(wheel);
    Files.write(wheel, bytes);
    Path output = folder.resolve("out/image.tar");
    assertThatThrownBy(() -> make(recipe(Variant.TRAIN, Compression.GZIP), output))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("demo-1.0-py3-none-any.whl");
    assertThat(output).doesNotExist();
    assertThat(ImageMaker.recipeFile(output)).doesNotExist();
  }

  @Test
  void aProofThatFailsLeavesNoImage() throws IOException {
    Recipe recipe = recipe(Variant.TRAIN, Compression.GZIP);
    Path output = folder.resolve("out/image.tar");
    ImageMaker.Prover fails =
        (archive, plans) -> {
          throw new FerryException(Failure.REHEARSAL, Text.same("no"));
        };
    assertThatThrownBy(
            () ->
                new ImageMaker(store(), Progress.NONE)
                    .make(
                        recipe,
                        Optional.of(Bundle.open(bundle)),
                        output,
                        false,
                        Optional.empty(),
                        fails))
        .isInstanceOf(FerryException.class);
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anotherImageUnderTheNameStays() throws IOException {
    Path output = folder.resolve("image.tar");
    make(recipe(Variant.TRAIN, Compression.GZIP), output);
    byte[] before = Files.readAllBytes(output);
    assertThat(make(recipe(Variant.TRAIN, Compression.GZIP), output)).isNotNull();
    assertThatThrownBy(() -> make(recipe(Variant.SLIM, Compression.GZIP), output))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("is not replaced");
    assertThat(Files.readAllBytes(output)).isEqualTo(before);
  }

  @Test
  void aFolderOfTheBaseThatIsALinkIsRefused() throws IOException {
    TestBase.in(store(), "small", "x86_64", new TreeMap<>(Map.of("/opt", "/usr/opt")));
    assertThatThrownBy(
            () -> make(recipe(Variant.TRAIN, Compression.GZIP), folder.resolve("image.tar")))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("is a link to `/usr/opt`");
  }

  @Test
  void aBaseOfAnotherMachineIsRefused() throws IOException {
    TestBase.in(store(), "small", "aarch64");
    assertThatThrownBy(
            () -> make(recipe(Variant.TRAIN, Compression.GZIP), folder.resolve("image.tar")))
        .isInstanceOf(FerryException.class)
        .satisfies(
            thrown ->
                assertThat(((FerryException) thrown).reasons())
                    .anySatisfy(reason -> assertThat(reason.english()).contains("is for aarch64")));
  }

  @Test
  void changedRecipesAreRefusedOrMakeTheirImage() throws IOException {
    Path output = folder.resolve("image.tar");
    make(recipe(Variant.TRAIN, Compression.GZIP), output);
    byte[] good = Files.readAllBytes(ImageMaker.recipeFile(output));
    Random random = new Random(4);
    for (int i = 0; i < 400; i++) {
      Path file = folder.resolve("changed.json");
      Files.write(file, ChangedBytes.of(good, random));
      try {
        Recipe recipe = RecipeFile.read(file);
        assertThat(RecipeFile.bytes(recipe, Optional.empty())).isNotEmpty();
      } catch (FerryException refused) {
        assertThat(refused.failure()).isIn(Failure.VERIFICATION, Failure.USAGE);
      }
    }
  }

  @Test
  void changedArchivesAreRefusedOrExplained() throws IOException {
    Path output = folder.resolve("image.tar");
    make(recipe(Variant.TRAIN, Compression.GZIP), output);
    byte[] good = Files.readAllBytes(output);
    Random random = new Random(5);
    for (int i = 0; i < 150; i++) {
      Path file = folder.resolve("changed.tar");
      Files.write(file, ChangedBytes.of(good, random));
      try {
        Explanation.of(ImageArchive.open(file), Progress.NONE);
      } catch (FerryException refused) {
        assertThat(refused.failure()).isIn(Failure.VERIFICATION, Failure.USAGE);
      }
    }
  }

  /** The layers' digests are promised: the same recipe format gives them for ever. */
  @Test
  void layersHaveTheDigestsOfTheRecipeFormat() throws IOException {
    MadeImage made = make(recipe(Variant.TRAIN, Compression.GZIP), folder.resolve("image.tar"));
    assertThat(made.platforms().get(0).layers())
        .filteredOn(one -> one.made().contains("wheels") || one.made().contains("account"))
        .extracting(one -> one.layer().diffId().hex())
        .containsExactly(
            "56ad856c873ecc9575e5ea22cad54fb16e260d65ce85cf72caceb236f05da5f0",
            "75546a5fad15db3a6f905df8282fe8908ae42a408a608483a40f7efbab3dfe84");
  }
}
