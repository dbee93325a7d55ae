package dev.ferry.image.run;

import dev.ferry.model.FerryException;
import java.nio.file.Path;

/** Runs images as an engine in production would. */
public interface ImageRunner {
  /** The word for reports and labels: {@code own}, {@code podman}, {@code docker}. */
  String name();

  /**
   * Makes an image ready to run.
   *
   * @param archive that was written: a tar, or a layout in a folder; one platform, that of this
   *     machine
   * @param scratch a folder to unpack in; what is made there is gone when the image is closed
   * @throws FerryException of kind VERIFICATION where the archive is not what it says, REFUSED
   *     where a layer does what no layer may, ENVIRONMENT where this machine fails
   */
  LoadedImage load(Path archive, Path scratch);
}
