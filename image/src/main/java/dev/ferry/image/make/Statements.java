package dev.ferry.image.make;

import dev.ferry.bundle.sbom.BillOfMaterials;
import dev.ferry.image.archive.ArchiveContent.Blob;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Statements about an image, each an artifact whose subject is the image's manifest: what it holds
 * (CycloneDX 1.6), and how it was made (in-toto Statement v1 with SLSA Provenance v1, unsigned).
 */
final class Statements {
  private static final String IN_TOTO = "application/vnd.in-toto+json";
  private static final String PROVENANCE = "https://slsa.dev/provenance/v1";

  private Statements() {}

  /** The statements' manifests; their blobs are added. */
  static List<Manifest> about(
      Recipe recipe, PlatformPlan plan, Descriptor image, SortedMap<Digest, Blob> blobs) {
    Descriptor empty = Descriptor.EMPTY;
    blobs.put(empty.digest(), new Blob.Made(new byte[] {'{', '}'}));
    return List.of(
        statement(
            BillOfMaterials.MEDIA_TYPE, ImageBill.bytes(recipe, plan), image, Map.of(), blobs),
        statement(
            IN_TOTO,
            provenance(recipe, plan, image),
            image,
            Map.of("in-toto.io/predicate-type", PROVENANCE),
            blobs));
  }

  private static Manifest statement(
      String type,
      byte[] bytes,
      Descriptor image,
      Map<String, String> annotations,
      SortedMap<Digest, Blob> blobs) {
    blobs.put(Digest.of(bytes), new Blob.Made(bytes));
    return new Manifest(
        Optional.of(type),
        Descriptor.EMPTY,
        List.of(Descriptor.of(type, Digest.of(bytes), bytes.length)),
        Optional.of(Descriptor.of(image.mediaType(), image.digest(), image.size())),
        new TreeMap<>(annotations));
  }

  private static byte[] provenance(Recipe recipe, PlatformPlan plan, Descriptor image) {
    List<Map<String, Object>> materials =
        List.of(
            material("bundle", recipe.bundle()),
            material("lock", plan.environment().lock().sha256()),
            material("base", plan.base().digest()),
            material("application", recipe.application()));
    Map<String, Object> definition =
        Map.of(
            "buildType",
            "https://ferry.dev/image-recipe/v" + Recipe.FORMAT,
            "externalParameters",
            Map.of("recipe", RecipeFile.tree(recipe)),
            "resolvedDependencies",
            materials);
    Map<String, Object> details = Map.of("builder", Map.of("id", "https://ferry.dev/ferry"));
    return CanonicalJson.bytes(
        Map.of(
            "_type",
            "https://in-toto.io/Statement/v1",
            "subject",
            List.of(
                Map.of(
                    "name", recipe.name().toString(),
                    "digest", Map.of("sha256", image.digest().hex()))),
            "predicateType",
            PROVENANCE,
            "predicate",
            Map.of("buildDefinition", definition, "runDetails", details)));
  }

  private static Map<String, Object> material(String name, Digest digest) {
    return Map.of("name", name, "digest", Map.of("sha256", digest.hex()));
  }
}
