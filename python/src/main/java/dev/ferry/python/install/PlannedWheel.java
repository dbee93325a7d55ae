package dev.ferry.python.install;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.WheelArchive;

/**
 * A wheel to install.
 *
 * @param name normalised
 * @param requested whether a person asked for it
 * @param digest of the wheel
 * @param archive its directory
 */
public record PlannedWheel(String name, boolean requested, Digest digest, WheelArchive archive) {

  FerryException bad(Text what) {
    return new FerryException(
        Failure.VERIFICATION, Text.of("Wheel `%s`: %s", "wheel `%s`：%s", archive.label(), what));
  }
}
