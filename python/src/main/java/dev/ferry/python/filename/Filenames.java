package dev.ferry.python.filename;

import dev.ferry.python.name.PackageName;
import java.util.Optional;

/** What wheels and source distributions have in common. */
public final class Filenames {
  private Filenames() {}

  /** The project that a file belongs to; nothing where the name is of neither kind. */
  public static Optional<PackageName> findProject(String filename) {
    return WheelFilename.findWheel(filename)
        .map(WheelFilename::name)
        .or(() -> SdistFilename.findSdist(filename).map(SdistFilename::name));
  }
}
