package dev.ferry.bundle.verify;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.read.Problem;
import java.util.List;

/**
 * A bundle whose every file has the bytes that its root stands for.
 *
 * @param bundle the bundle
 * @param files names that were checked
 * @param hashed bytes that were read
 * @param absentTwins listed names whose bytes are present under the other name only
 * @param litter what desktops and sticks leave behind, ignored
 * @param uncovered evidence files, which the root does not cover
 */
public record VerifiedBundle(
    Bundle bundle,
    int files,
    long hashed,
    List<String> absentTwins,
    List<Problem> litter,
    List<String> uncovered)
    implements Verification {
  public VerifiedBundle {
    absentTwins = List.copyOf(absentTwins);
    litter = List.copyOf(litter);
    uncovered = List.copyOf(uncovered);
  }
}
