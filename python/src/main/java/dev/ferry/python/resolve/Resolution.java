package dev.ferry.python.resolve;

import dev.ferry.model.Target;
import dev.ferry.model.Text;
import java.util.List;

/**
 * A complete set of packages for a target.
 *
 * @param packages sorted by name
 * @param corrections that were applied
 * @param notes which newer releases were passed over and why, and whatever else is worth knowing
 */
public record Resolution(
    Target target, List<ResolvedPackage> packages, List<Correction> corrections, List<Text> notes) {
  public Resolution {
    packages = List.copyOf(packages);
    corrections = List.copyOf(corrections);
    notes = List.copyOf(notes);
  }
}
