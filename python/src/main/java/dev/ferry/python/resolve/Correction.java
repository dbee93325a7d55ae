package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.List;

/**
 * Requirements that some releases have and do not declare.
 *
 * @param name the project
 * @param versions the releases meant
 * @param requires what they need as well
 * @param because the evidence
 */
public record Correction(
    PackageName name, VersionSpecifiers versions, List<Requirement> requires, String because) {
  public Correction {
    requires = List.copyOf(requires);
  }
}
