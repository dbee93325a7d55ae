package dev.ferry.scan.fit;

import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.resolve.Misfit;
import java.util.List;

/**
 * What is known of one wheel of a set.
 *
 * @param name normalised name of the package
 * @param wheel the wheel's digest
 * @param misfits why it does not fit; empty where it does
 * @param notes what is odd and harmless: strays for another machine, waived libraries
 */
public record WheelFit(String name, Digest wheel, List<Misfit> misfits, List<Text> notes) {
  public WheelFit {
    misfits = List.copyOf(misfits);
    notes = List.copyOf(notes);
  }

  public boolean fits() {
    return misfits.isEmpty();
  }

  /** For the lock. */
  public FitStatus status() {
    return fits() ? FitStatus.PROVEN : FitStatus.NOT_DISPROVED;
  }
}
