package dev.ferry.image.make;

import dev.ferry.image.base.Base;
import dev.ferry.image.layers.BaseLayerPlan;
import dev.ferry.image.recipe.Recipe;
import dev.ferry.image.variant.LeftOut;
import dev.ferry.image.variant.Selection;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.python.install.InstallationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image says of itself, in {@code /opt/ferry/image.json}: what it was made from, and every
 * file that was left out with the rule that took it.
 */
final class About {
  /** The value of {@code format}. */
  private static final int FORMAT = 1;

  private About() {}

  /**
   * The canonical document.
   *
   * @param whole plan of the environment before anything was left out
   */
  static byte[] bytes(
      Recipe recipe,
      Recipe.Platform platform,
      Base base,
      InstallationPlan whole,
      Selection selection,
      Optional<BaseLayerPlan> part) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("format", FORMAT);
    tree.put("bundle", recipe.bundle().toString());
    tree.put("target", platform.target());
    tree.put("base", base.digest().toString());
    tree.put("application", recipe.application().toString());
    tree.put("variant", recipe.variant().id());
    tree.put("rules", selection.rulesVersion());
    tree.put("leftOut", left(selection, part).stream().map(About::tree).toList());
    List<String> paths = new ArrayList<>();
    for (String path : whole.files().keySet()) {
      if (!selection.plan().files().containsKey(path)) {
        paths.add(path);
      }
    }
    part.ifPresent(some -> paths.addAll(some.left()));
    tree.put("leftOutFiles", paths);
    return CanonicalJson.bytes(tree);
  }

  /** What left the environment and the base. */
  static List<LeftOut> left(Selection selection, Optional<BaseLayerPlan> part) {
    List<LeftOut> left = new ArrayList<>(selection.left());
    part.ifPresent(some -> left.add(some.told()));
    return left;
  }

  private static Map<String, Object> tree(LeftOut left) {
    return Map.of(
        "rule", left.rule(),
        "reason", tree(left.reason()),
        "files", left.files(),
        "bytes", left.bytes());
  }

  private static Map<String, Object> tree(Text text) {
    return Map.of("en", text.english(), "zh", text.chinese());
  }
}
