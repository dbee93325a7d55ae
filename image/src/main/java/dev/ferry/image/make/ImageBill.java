package dev.ferry.image.make;

import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.sbom.BillOfMaterials;
import dev.ferry.bundle.sbom.Component;
import dev.ferry.image.application.AppFile;
import dev.ferry.image.cargo.CarriedWheel;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.recipe.RecipeFile;
import dev.ferry.model.Digest;
import dev.ferry.python.metadata.Metadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bill of materials of an image: packages, base, application. */
final class ImageBill {
  private ImageBill() {}

  static byte[] bytes(Recipe recipe, PlatformPlan plan) {
    Map<Digest, Component> components = new TreeMap<>();
    for (CarriedWheel wheel : plan.wheels()) {
      components.put(wheel.entry().wheel().sha256(), component(wheel));
    }
    recipe
        .folders()
        .forEach((folder, files) -> files.forEach(file -> add(components, folder, file)));
    components.put(
        plan.base().digest(),
        new Component(
            "container",
            plan.recipe().baseName(),
            "",
            "",
            "",
            plan.base().digest(),
            "base",
            false,
            Optional.empty()));
    plan.recipe()
        .packages()
        .forEach(
            file ->
                components.put(file.sha256(), file(file.path(), file.sha256(), "system package")));
    List<Component> sorted =
        new ArrayList<>(
            components.values().stream()
                .sorted(Comparator.comparing(Component::path).thenComparing(Component::digest))
                .toList());
    Piece about =
        new Piece("image", Digest.of(RecipeFile.bytes(recipe, Optional.empty())), 0, "image");
    return BillOfMaterials.bytes(
        plan.environment().name(),
        plan.environment().version(),
        sorted,
        new TreeMap<>(),
        List.of(about));
  }

  private static Component component(CarriedWheel wheel) {
    return new Component(
        "library",
        wheel.entry().name(),
        wheel.entry().version(),
        wheel.entry().purl(),
        wheel.entry().wheel().path(),
        wheel.entry().wheel().sha256(),
        wheel.entry().source(),
        wheel.entry().built(),
        Optional.of(Metadata.parse(wheel.planned().archive().metadata())));
  }

  private static void add(Map<Digest, Component> components, String folder, AppFile file) {
    if (file.content() instanceof AppFile.Content.Bytes bytes) {
      components.put(
          bytes.digest(), file(folder + "/" + file.path(), bytes.digest(), "application"));
    }
  }

  private static Component file(String path, Digest digest, String source) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new Component("file", name, "", "", path, digest, source, false, Optional.empty());
  }
}
