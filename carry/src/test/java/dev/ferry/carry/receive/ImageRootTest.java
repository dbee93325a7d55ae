package dev.ferry.carry.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.depot.Collector;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.archive.ImageName;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseFacts;
import dev.ferry.image.base.BaseLayer;
import dev.ferry.image.base.Bases;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.image.variant.Variant;
import dev.ferry.image.variant.VariantRules;
import dev.ferry.model.Digest;
import dev.ferry.model.Libc;
import dev.ferry.model.SymbolVersion;
import dev.ferry.oci.Platform;
import dev.ferry.oci.layer.Compression;
import dev.ferry.oci.layer.Layer;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.oci.layer.LayerWriter;
import dev.ferry.store.Folders;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a parcel: their recipes are read before they count as kept. */
class ImageRootTest {
  private static final byte[] APP = "print('here')\n".getBytes(UTF_8);

  @TempDir private Path folder;
  private Path depot;
  private Path source;
  private Digest bundle;

  @BeforeEach
  void aBundle() {
    depot = folder.resolve("site");
    source = Sites.bundle(folder.resolve("env-v1"), "1.0");
    bundle = Bundle.open(source).root();
  }

  /** A base of one packed layer, as another store has it. */
  private Base base(LocalBlobStore store, ByteArrayOutputStream packed) throws IOException {
    Layer layer =
        LayerWriter.write(
            Compression.GZIP, List.<LayerEntry>of(new LayerEntry.Folder("etc", 0755, 0)), packed);
    store.put(new ByteArrayInputStream(packed.toByteArray()), packed.size());
    BaseLayer only =
        new BaseLayer(
            layer.diffId(), layer.tarSize(), Compression.GZIP, layer.digest(), layer.size());
    BaseFacts facts =
        new BaseFacts(
            "x86_64",
            Optional.of(new Libc(Libc.Family.GLIBC, SymbolVersion.of(2, 36))),
            Optional.empty(),
            List.of(),
            new TreeMap<>(),
            new TreeSet<>(),
            "",
            "",
            new TreeMap<>(),
            new TreeSet<>());
    return Base.of("small", Platform.of("linux", "x86_64"), List.of(only), new TreeMap<>(), facts);
  }

  private byte[] recipe(Digest of, List<Digest> bases) {
    AppFile app =
        new AppFile("main.py", new AppFile.Content.Bytes(false, Digest.of(APP), APP.length));
    List<Recipe.Platform> platforms =
        bases.stream()
            .map(
                base ->
                    new Recipe.Platform(
                        "t",
                        new BundleFile("targets/t/environment.json", Digest.of(APP), APP.length),
                        base,
                        "small",
                        List.of(),
                        Optional.empty()))
            .toList();
    Recipe recipe =
        new Recipe(
            ImageName.parse("app:1"),
            of,
            Variant.TRAIN,
            VariantRules.builtIn().version(),
            Compression.GZIP,
            false,
            Optional.empty(),
            "none",
            false,
            AppSettings.none(),
            new TreeMap<>(Map.of(ImageLayout.APPLICATION, List.of(app))),
            platforms);
    return RecipeFile.bytes(recipe, Optional.empty());
  }

  private Outcome take(List<Digest> bases, byte[] recipe, byte[]... blobs) {
    HandMade parcel = HandMade.in(folder.resolve("usb"), 1).item(recipe);
    for (byte[] blob : blobs) {
      parcel.item(blob);
    }
    Root root = new Root.Image("app-1", Digest.of(recipe), bundle, bases, parcel.all());
    return Sites.take(depot, parcel.root(root).write()).get(0);
  }

  private void refused(Outcome outcome, String words) {
    assertThat(outcome.result()).isEqualTo(ImportResult.REFUSED);
    assertThat(outcome.details()).anyMatch(line -> line.english().contains(words));
    assertThat(depot.resolve("images")).doesNotExist();
    assertThat(depot.resolve("bases")).doesNotExist();
  }

  @Test
  void aRecipeThatIsNone() {
    Sites.take(depot, source);
    refused(take(List.of(), "{\"format\":1}".getBytes(UTF_8)), "`compression`");
  }

  @Test
  void aRecipeOfAnotherBundle() {
    Sites.take(depot, source);
    Digest other = Digest.of(new byte[] {1});
    refused(take(List.of(), recipe(other, List.of()), APP), "its recipe is for the bundle");
  }

  @Test
  void aFileOfTheRecipeThatIsNotListed() {
    Sites.take(depot, source);
    refused(take(List.of(), recipe(bundle, List.of())), "its recipe needs `opt/ferry/app/main.py`");
  }

  @Test
  void aBaseThatIsNotListedOrLacksItsLayer() throws IOException {
    Sites.take(depot, source);
    Base base = base(LocalBlobStore.open(folder.resolve("store")), new ByteArrayOutputStream());
    byte[] record = Bases.document(base);
    byte[] recipe = recipe(bundle, List.of(base.digest()));
    refused(take(List.of(), recipe, APP), "its base `small`");
    Folders.delete(folder.resolve("usb"));
    refused(take(List.of(Digest.of(record)), recipe, APP, record), "its recipe needs `small`");
  }

  @Test
  void anImageWaitsForItsBundleAndIsMadeOfWhatStaysAfterACleaning() throws IOException {
    ByteArrayOutputStream layer = new ByteArrayOutputStream();
    Base base = base(LocalBlobStore.open(folder.resolve("store")), layer);
    byte[] record = Bases.document(base);
    Outcome waiting =
        take(
            List.of(Digest.of(record)),
            recipe(bundle, List.of(base.digest())),
            APP,
            record,
            layer.toByteArray());
    assertThat(waiting.result()).isEqualTo(ImportResult.INCOMPLETE);
    assertThat(waiting.roots()).extracting(RootReceipt::state).containsExactly(RootState.WAITING);
    assertThat(waiting.details()).anyMatch(l -> l.english().contains("bundle `" + bundle + "`"));

    List<Outcome> outcomes = Sites.take(depot, source);
    assertThat(outcomes)
        .extracting(Outcome::result)
        .containsExactly(ImportResult.COMPLETE, ImportResult.COMPLETE);
    assertThat(outcomes.get(1).roots())
        .extracting(RootReceipt::state)
        .containsExactly(RootState.KEPT);
    assertThat(depot.resolve("images/app-1.recipe.json")).exists();
    assertThat(depot.resolve("parcels")).isEmptyDirectory();

    Collector.collect(Depot.open(depot), List.of(), false);
    assertThat(Bases.of(Depot.open(depot).store()).require("small").digest())
        .isEqualTo(base.digest());
    assertThat(Sites.check(depot).isClean()).isTrue();
  }
}
