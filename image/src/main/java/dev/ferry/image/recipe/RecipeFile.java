package dev.ferry.image.recipe;

import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.application.AppSettings;
import dev.ferry.image.application.AppSettingsCheck;
import dev.ferry.image.archive.ImageName;
import dev.ferry.image.json.JsonFields;
import dev.ferry.image.plan.ImageLayout;
import dev.ferry.image.variant.Variant;
import dev.ferry.image.variant.VariantRules;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.layer.Compression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and writes recipes ({@code docs/formats/recipe.md}). */
public final class RecipeFile {
  /** Largest recipe, bytes. */
  public static final int LIMIT = 64 << 20;

  private static final Set<String> FOLDERS = Set.of(ImageLayout.APPLICATION, ImageLayout.MODEL);
  private static final Set<String> PROOFS = Set.of("golden", "smoke", "none");
  private static final long LARGEST_FILE = 1L << 46;
  private static final Set<String> KEYS =
      Set.of(
          "format",
          "name",
          "bundle",
          "variant",
          "rules",
          "compression",
          "compressor",
          "docker",
          "dockerPlatform",
          "proof",
          "server",
          "settings",
          "folders",
          "platforms",
          "result");

  private RecipeFile() {}

  /**
   * The canonical document.
   *
   * @param result what the image's digest is, for whoever makes it again
   */
  public static byte[] bytes(Recipe recipe, Optional<Digest> result) {
    Map<String, Object> tree = tree(recipe);
    result.ifPresent(digest -> tree.put("result", digest.toString()));
    return CanonicalJson.bytes(tree);
  }

  /** The document as a tree, without the result. */
  public static Map<String, Object> tree(Recipe recipe) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", Recipe.FORMAT);
    tree.put("name", recipe.name().toString());
    tree.put("bundle", recipe.bundle().toString());
    tree.put("variant", recipe.variant().id());
    tree.put("rules", recipe.rules());
    tree.put("compression", recipe.compression().name().toLowerCase(Locale.ROOT));
    tree.put("compressor", recipe.compression().compressorId());
    tree.put("docker", recipe.docker());
    recipe.dockerPlatform().ifPresent(one -> tree.put("dockerPlatform", one));
    tree.put("proof", recipe.proof());
    tree.put("server", recipe.server());
    tree.put("settings", SettingsFields.tree(recipe.settings()));
    tree.put("folders", Applications.tree(recipe.folders()));
    tree.put("platforms", recipe.platforms().stream().map(RecipeFile::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Recipe.Platform platform) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("target", platform.target());
    tree.put("environment", tree(platform.environment()));
    tree.put("base", platform.base().toString());
    tree.put("baseName", platform.baseName());
    tree.put("packages", platform.packages().stream().map(RecipeFile::tree).toList());
    platform.keep().ifPresent(keep -> tree.put("keep", tree(keep)));
    return tree;
  }

  private static Map<String, Object> tree(BundleFile file) {
    return Map.of("path", file.path(), "sha256", file.sha256().hex(), "size", file.size());
  }

  /**
   * Reads a recipe of unknown origin.
   *
   * @throws dev.ferry.model.FerryException of kind VERIFICATION naming the field that is wrong
   */
  public static Recipe read(Path file) {
    return read(JsonFields.read(file, LIMIT));
  }

  /** The digest that a recipe says its image has. */
  public static Optional<Digest> result(Path file) {
    JsonFields fields = JsonFields.read(file, LIMIT);
    return fields.has("result")
        ? Optional.of(fields.parsed("result", Digest::parse))
        : Optional.empty();
  }

  private static Recipe read(JsonFields fields) {
    if (fields.number("format", Integer.MAX_VALUE) != Recipe.FORMAT) {
      throw fields.bad("format", String.valueOf(Recipe.FORMAT));
    }
    fields.only(KEYS);
    Compression compression = word(fields, "compression", List.of(Compression.values()));
    if (!fields.string("compressor").equals(compression.compressorId())) {
      throw fields.bad("compressor", "`" + compression.compressorId() + "`, which this Ferry has");
    }
    SortedMap<String, List<AppFile>> folders = new TreeMap<>();
    JsonFields named = fields.object("folders");
    for (String folder : named.names()) {
      if (!FOLDERS.contains(folder)) {
        throw fields.bad("folders", "folders of " + FOLDERS);
      }
      folders.put(folder, Applications.list(named, folder));
    }
    boolean kept = fields.objects("platforms").stream().allMatch(platform -> platform.has("keep"));
    if (variant(fields).needsKeepList() && !kept) {
      throw fields.bad("platforms", "`keep`, which the variant needs, in each");
    }
    AppSettings settings = SettingsFields.read(fields.object("settings"));
    checkSettings(fields, settings);
    if (!PROOFS.contains(fields.string("proof"))) {
      throw fields.bad("proof", PROOFS.toString());
    }
    if (fields.number("rules", 1_000_000) != VariantRules.builtIn().version()) {
      throw fields.bad(
          "rules", VariantRules.builtIn().version() + ", the version that this Ferry has");
    }
    return new Recipe(
        ImageName.parse(fields.string("name")),
        fields.parsed("bundle", Digest::parse),
        variant(fields),
        (int) fields.number("rules", 1_000_000),
        compression,
        fields.flag("docker"),
        fields.findString("dockerPlatform"),
        fields.string("proof"),
        fields.flag("server"),
        settings,
        folders,
        fields.objects("platforms").stream().map(RecipeFile::platform).toList());
  }

  private static void checkSettings(JsonFields fields, AppSettings settings) {
    try {
      AppSettingsCheck.check(settings);
    } catch (FerryException wrong) {
      throw fields.bad("settings", "what `ferry-app.yaml` may say").reasons(wrong.reasons());
    }
  }

  private static Variant variant(JsonFields fields) {
    for (Variant variant : Variant.values()) {
      if (variant.id().equals(fields.string("variant"))) {
        return variant;
      }
    }
    throw fields.bad("variant", "a variant's name");
  }

  private static <E extends Enum<E>> E word(JsonFields fields, String field, List<E> values) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(fields.string(field))) {
        return value;
      }
    }
    throw fields.bad(field, values.toString().toLowerCase(Locale.ROOT));
  }

  private static Recipe.Platform platform(JsonFields fields) {
    List<BundleFile> packages = new ArrayList<>();
    for (JsonFields file : fields.objects("packages")) {
      packages.add(file(file));
    }
    return new Recipe.Platform(
        fields.string("target"),
        file(fields.object("environment")),
        fields.parsed("base", Digest::parse),
        fields.string("baseName"),
        packages,
        fields.findObject("keep").map(RecipeFile::file));
  }

  private static BundleFile file(JsonFields fields) {
    return new BundleFile(
        RecipePaths.inside(fields, "path"),
        RecipePaths.sha256(fields),
        fields.number("size", LARGEST_FILE));
  }
}
