package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Blobs;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Images;
import dev.ferry.carry.depot.KeptImage;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.base.Base;
import dev.ferry.image.base.Bases;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps an image of a parcel: its recipe is read, and everything that it names must be among the
 * blobs that the parcel lists for it, so that the image can be made here and gc keeps what it
 * needs.
 */
final class ImageMaking {
  private final Depot depot;
  private final Root.Image root;
  private final Set<Digest> blobs = new HashSet<>();

  ImageMaking(Depot depot, Goods goods, Root.Image root) {
    this.depot = depot;
    this.root = root;
    root.needs().stream().forEach(number -> blobs.add(goods.blob(number).digest()));
  }

  /**
   * Keeps it under a name.
   *
   * @throws FerryException of kind VERIFICATION where recipe or goods lie, REFUSED for a name that
   *     is taken
   */
  RootState place(String name) {
    if (!blobs.contains(root.digest()) || !blobs.containsAll(root.bases())) {
      throw RootMaker.unlike(root, root.digest());
    }
    Recipe recipe = RecipeFile.read(depot.store().path(root.digest()));
    if (!recipe.bundle().equals(root.bundle())) {
      throw wrong(Text.of("its recipe is for the bundle `%s`", "其配方属于包 `%s`", recipe.bundle()));
    }
    Blobs.force(depot.store(), blobs);
    named(recipe).forEach(this::require);
    bases(recipe);
    List<Digest> needs = blobs.stream().sorted().toList();
    KeptImage image = new KeptImage(name, root.digest(), root.bundle(), root.bases(), needs);
    return new Images(depot).place(image) ? RootState.KEPT : RootState.PRESENT;
  }

  /** Files that a recipe names, by digest. */
  private static Map<Digest, String> named(Recipe recipe) {
    Map<Digest, String> named = new LinkedHashMap<>();
    for (Recipe.Platform platform : recipe.platforms()) {
      platform.packages().forEach(file -> named.put(file.sha256(), file.path()));
      platform.keep().ifPresent(file -> named.put(file.sha256(), file.path()));
    }
    recipe
        .folders()
        .forEach(
            (folder, files) ->
                files.forEach(
                    file -> {
                      if (file.content() instanceof AppFile.Content.Bytes bytes) {
                        named.put(bytes.digest(), folder + "/" + file.path());
                      }
                    }));
    return named;
  }

  private void bases(Recipe recipe) {
    Map<Digest, Base> bases = new HashMap<>();
    Bases kept = Bases.of(depot.store());
    for (Digest record : root.bases()) {
      Base base = kept.findCarried(record).orElseThrow(() -> RootMaker.unlike(root, record));
      base.layers().forEach(layer -> require(layer.blob(), base.name()));
      bases.put(base.digest(), base);
    }
    for (Recipe.Platform platform : recipe.platforms()) {
      Base base = bases.get(platform.base());
      if (base == null) {
        throw wrong(
            Text.of(
                "its base `%s` (`%s`) is not in the parcel's list",
                "其基础镜像 `%s`（`%s`）不在包裹清单中", platform.baseName(), platform.base()));
      }
    }
    root.bases().forEach(kept::adopt);
  }

  private void require(Digest digest, String what) {
    if (!blobs.contains(digest) || depot.store().find(digest).isEmpty()) {
      throw wrong(
          Text.of(
              "its recipe needs `%s`, `%s`, which is not in the parcel's list",
              "其配方需要 `%s`（`%s`），但不在包裹清单中", what, digest));
    }
  }

  private FerryException wrong(Text why) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("Cannot keep the image `%s`: %s", "无法保存镜像 `%s`：%s", root.name(), why));
  }
}
