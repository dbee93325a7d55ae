package dev.ferry.image.make;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.image.base.Base;
import dev.ferry.image.cargo.CarriedWheel;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.python.metadata.Metadata;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Labels of an image: the words of the OCI annotations, and Ferry's own. None knows a clock. */
final class Labels {
  private static final String OCI = "org.opencontainers.image.";
  private static final String FERRY = "dev.ferry.";
  private static final int LONGEST = 4000;

  private Labels() {}

  static SortedMap<String, String> of(
      Recipe recipe,
      Recipe.Platform platform,
      EnvironmentDocument environment,
      Base base,
      List<CarriedWheel> wheels) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put(OCI + "title", environment.name());
    labels.put(OCI + "version", environment.version());
    labels.put(OCI + "created", created(environment));
    labels.put(OCI + "base.digest", base.digest().toString());
    String licences = licences(wheels);
    if (!licences.isEmpty()) {
      labels.put(OCI + "licenses", licences);
    }
    labels.put(FERRY + "bundle", recipe.bundle().toString());
    labels.put(FERRY + "lock", environment.lock().sha256().toString());
    labels.put(FERRY + "target", platform.target());
    labels.put(FERRY + "variant", recipe.variant().id());
    labels.put(FERRY + "rules", String.valueOf(recipe.rules()));
    labels.put(FERRY + "recipe", String.valueOf(Recipe.FORMAT));
    labels.put(FERRY + "application", recipe.application().toString());
    labels.put(FERRY + "proof", recipe.proof());
    platform.keep().ifPresent(keep -> labels.put(FERRY + "keep", keep.sha256().toString()));
    return labels;
  }

  /** The lock's date, as RFC 3339 writes it. */
  static String created(EnvironmentDocument environment) {
    return environment.locked() + "T00:00:00Z";
  }

  /** The SPDX expressions (PEP 639) of the packages that have one; all of them hold. */
  private static String licences(List<CarriedWheel> wheels) {
    TreeSet<String> expressions = new TreeSet<>();
    for (CarriedWheel wheel : wheels) {
      String expression =
          Metadata.parse(wheel.planned().archive().metadata()).licence().expression();
      if (expression.isEmpty()) {
        return ""; // Half a list would be a wrong one.
      }
      boolean simple = !expression.contains(" OR ") && !expression.contains("(");
      if (simple) {
        expressions.addAll(List.of(expression.split(" AND ", -1)));
      } else {
        expressions.add("(" + expression + ")");
      }
    }
    String all = String.join(" AND ", expressions);
    return all.length() <= LONGEST ? all : "";
  }
}
