package dev.ferry.carry.depot;

import dev.ferry.image.json.JsonFields;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import dev.ferry.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The images of a depot: recipes, and a record of what each needs. */
public final class Images {
  /** How the name of a recipe's file ends. */
  public static final String RECIPE = ".recipe.json";

  private static final String RECORD = ".needs.json";
  private static final int LARGEST = 32 << 20;

  private final Depot depot;

  public Images(Depot depot) {
    this.depot = depot;
  }

  /** Their names, in order. */
  public List<String> names() {
    return Depot.names(depot.images()).stream()
        .filter(name -> name.endsWith(RECIPE))
        .map(name -> name.substring(0, name.length() - RECIPE.length()))
        .toList();
  }

  public Path recipe(String name) {
    return depot.images().resolve(name + RECIPE);
  }

  /** The image of a name, where it is there. */
  public Optional<KeptImage> find(String name) {
    return Files.isRegularFile(recipe(name)) ? Optional.of(read(name)) : Optional.empty();
  }

  private KeptImage read(String name) {
    JsonFields fields =
        JsonFields.read(depot.images().resolve(name + RECORD), LARGEST)
            .only(Set.of("format", "recipe", "bundle", "bases", "blobs"));
    return new KeptImage(
        name,
        fields.digest("recipe"),
        fields.digest("bundle"),
        digests(fields, "bases"),
        digests(fields, "blobs"));
  }

  private static List<Digest> digests(JsonFields fields, String field) {
    return fields.strings(field).stream()
        .map(
            text -> {
              try {
                return Digest.parse(text);
              } catch (IllegalArgumentException wrong) {
                throw fields.bad(field, "digests");
              }
            })
        .toList();
  }

  /**
   * Keeps an image whose blobs are all here; the record first, the recipe's name last.
   *
   * @return whether it was not there before
   * @throws FerryException of kind REFUSED where the name belongs to another image
   */
  public boolean place(KeptImage image) {
    DepotName.checked(image.name());
    requireFree(image.name(), image.recipe());
    try {
      Files.createDirectories(depot.images());
      if (find(image.name()).equals(Optional.of(image))) {
        return mend(image);
      }
      Durable.write(depot.images().resolve(image.name() + RECORD), record(image));
      Path blob = depot.store().path(image.recipe());
      Durable.write(recipe(image.name()), Files.readAllBytes(blob));
      return true;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, recipe(image.name()));
    }
  }

  /** Fails where a name belongs to another image. */
  public void requireFree(String name, Digest recipe) {
    Optional<KeptImage> there = find(name);
    if (there.isPresent() && !there.get().recipe().equals(recipe)) {
      throw taken(name, there.get().recipe(), recipe);
    }
  }

  /**
   * Writes the recipe again where it changed.
   *
   * @return whether that was to be done
   */
  boolean mend(KeptImage image) {
    Path file = recipe(image.name());
    Optional<Path> blob = depot.store().find(image.recipe());
    try {
      if (blob.isEmpty() || FileDigest.of(file).equals(image.recipe())) {
        return false;
      }
      Durable.write(file, Files.readAllBytes(blob.get()));
      return true;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static byte[] record(KeptImage image) {
    return CanonicalJson.bytes(
        Map.of(
            "format",
            1,
            "recipe",
            image.recipe().toString(),
            "bundle",
            image.bundle().toString(),
            "bases",
            image.bases().stream().map(Digest::toString).toList(),
            "blobs",
            image.blobs().stream().map(Digest::toString).toList()));
  }

  /** The failure of a name that belongs to something else. */
  public static FerryException taken(String name, Digest there, Digest came) {
    return new FerryException(
            Failure.REFUSED,
            Text.of(
                "Cannot keep `%s`: something else has that name, `%s`, this is `%s`",
                "无法保存 `%s`：该名称已属于其他内容 `%s`，此内容为 `%s`", name, there, came))
        .hint(Text.of("Give it another name with `--as NAME`", "用 `--as NAME` 另取名称"));
  }

  /** Removes an image; the recipe's name goes first. */
  void remove(String name) throws IOException {
    Files.deleteIfExists(recipe(name));
    Durable.force(depot.images());
    Files.deleteIfExists(depot.images().resolve(name + RECORD));
  }
}
