package dev.ferry.image.variant;

import dev.ferry.python.install.InstallationPlan;
import java.util.List;

/**
 * What of a plan an image holds.
 *
 * @param variant that was asked for
 * @param rulesVersion of the rules that decided
 * @param plan what stays. A package's RECORD lists what stayed of it
 * @param left what left, by rule, in the order of the rules
 */
public record Selection(
    Variant variant, int rulesVersion, InstallationPlan plan, List<LeftOut> left) {
  public Selection {
    left = List.copyOf(left);
  }
}
