package dev.ferry.python.build;

import dev.ferry.model.Digest;
import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.requirement.Requirement;
import java.nio.file.Path;
import java.util.List;

/** Brings the wheels that a build needs, resolved for the building interpreter. */
interface BuildRequirements {
  /**
   * A wheel of the build's closure.
   *
   * @param pin {@code setuptools==84.2.1}
   * @param digest of the wheel
   * @param file where it lies in the store
   * @param filename its wheel file name
   */
  record BuildWheel(String pin, Digest digest, Path file, String filename) {}

  /**
   * Resolves and downloads.
   *
   * @throws dev.ferry.model.FerryException if there is no such set of wheels for this interpreter
   */
  List<BuildWheel> wheels(List<Requirement> requirements, HostPython python);
}
