package dev.ferry.python.reqfile;

import dev.ferry.python.requirement.Requirement;
import java.util.List;

/**
 * A requirement by name, or a constraint on one.
 *
 * @param requirement what is asked for
 * @param hashes the file must have one of them; none means any file
 * @param origin where it stands
 */
public record RequirementLine(Requirement requirement, List<FileHash> hashes, Origin origin) {
  public RequirementLine {
    hashes = List.copyOf(hashes);
  }
}
