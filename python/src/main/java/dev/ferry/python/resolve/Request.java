package dev.ferry.python.resolve;

import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.python.requirement.Requirement;
import java.util.List;

/**
 * One thing that was asked for.
 *
 * @param requirement what
 * @param hashes the files that may be taken, by sha256; empty means any
 * @param origin where it was said: {@code the command line}, {@code requirements.txt, line 3}
 */
public record Request(Requirement requirement, List<Digest> hashes, Text origin) {
  public Request {
    hashes = List.copyOf(hashes);
  }

  /** A requirement of the command line. */
  public static Request of(String requirement) {
    return new Request(
        Requirement.parse(requirement), List.of(), Text.of("the command line", "命令行"));
  }
}
