package dev.ferry.image.variant;

import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files that leave an image, and why.
 *
 * @param id that a person names it by
 * @param variants that it applies to
 * @param owner the package whose files it is about, normalised; every package where absent
 * @param paths relative to the environment, any of which matches
 * @param reason what is lost with them, for people
 */
public record VariantRule(
    String id, Set<Variant> variants, Optional<String> owner, List<String> paths, Text reason) {
  public VariantRule {
    variants = Set.copyOf(variants);
    paths = List.copyOf(paths);
  }
}
