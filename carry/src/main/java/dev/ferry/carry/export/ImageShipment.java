package dev.ferry.carry.export;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Root;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.BaseLayer;
import dev.ferry.image.base.Bases;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.DiskFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what an image is made of besides its bundle: recipe, bases, application. */
final class ImageShipment {
  private static final String ENDING = ".recipe.json";

  private final Path file;
  private final Recipe recipe;
  private final Sources sources;
  private final List<Blob> blobs = new ArrayList<>();
  private final List<Digest> records = new ArrayList<>();

  private ImageShipment(Path file, Sources sources) {
    this.file = file;
    this.recipe = RecipeFile.read(file);
    this.sources = sources;
  }

  static Shipment of(Path recipe, Sources sources) {
    return new ImageShipment(recipe, sources).shipment();
  }

  private Shipment shipment() {
    String name = RootName.of(file, ENDING);
    Digest digest = recipe(name);
    for (Recipe.Platform platform : recipe.platforms()) {
      base(platform);
      platform.packages().forEach(this::bundleFile);
      platform.keep().ifPresent(this::bundleFile);
    }
    recipe.folders().forEach((folder, files) -> files.forEach(one -> appFile(folder, one)));
    return new Shipment(
        "image",
        name,
        digest,
        blobs,
        needs -> new Root.Image(name, digest, recipe.bundle(), records, needs),
        file.toAbsolutePath().toString());
  }

  private Digest recipe(String name) {
    try {
      Extent at = Extent.of(file, 0, Files.size(file));
      Digest digest = Sources.hash(at);
      sources.add(digest, at);
      blobs.add(new Blob(digest, at.size(), Optional.of("images/" + name + ENDING)));
      return digest;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private void base(Recipe.Platform platform) {
    Base base =
        Bases.of(sources.store()).all().stream()
            .filter(one -> one.digest().equals(platform.base()))
            .findFirst()
            .orElseThrow(() -> absent(platform.baseName() + " " + platform.base()));
    byte[] record = Bases.document(base);
    try {
      sources.store().put(new ByteArrayInputStream(record), record.length);
    } catch (IOException impossible) {
      throw new IllegalStateException(base.name(), impossible);
    }
    Digest digest = Digest.of(record);
    if (!records.contains(digest)) {
      records.add(digest);
      add(digest, record.length, "bases/" + base.name() + ".json");
    }
    for (int i = 0; i < base.layers().size(); i++) {
      BaseLayer layer = base.layers().get(i);
      add(layer.blob(), layer.size(), "bases/" + base.name() + "/" + i);
    }
  }

  private void bundleFile(BundleFile one) {
    add(one.sha256(), one.size(), one.path());
  }

  private void appFile(String folder, AppFile one) {
    if (one.content() instanceof AppFile.Content.Bytes bytes) {
      add(bytes.digest(), bytes.size(), folder + "/" + one.path());
    }
  }

  private void add(Digest digest, long size, String title) {
    if (sources.find(digest, size).isEmpty()) {
      throw absent(title);
    }
    blobs.add(new Blob(digest, size, GoodsTitle.of(title)));
  }

  private FerryException absent(String what) {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot carry the image `%s`: `%s` is not in the store `%s`",
                "无法携带镜像 `%s`：`%s` 不在存储 `%s` 中", file, what, sources.store().root()))
        .hint(
            Text.of(
                "Make the image again here, or name its store with `--store`",
                "请在本机重新生成该镜像，或用 `--store` 指出其存储"));
  }
}
