package dev.ferry.image.system;

import dev.ferry.image.tar.Faults;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.store.LocalBlobStore;

/**
 * A package that is being read.
 *
 * @param where its name for messages
 * @param digest of the file
 * @param bytes of the file
 * @param machine that the image is for
 * @param store receives what is in it
 */
record PackageFile(
    String where, Digest digest, FileBytes bytes, String machine, LocalBlobStore store) {
  /**
   * Refuses a package of another machine.
   *
   * @param own whether the package's architecture is that of the machine
   */
  void requireMachine(String architecture, boolean own) {
    if (!own) {
      throw Faults.archive(
          where,
          Text.of(
              "it is for %s, the base for %s",
              "它适用于 %s，基础镜像为 %s", Faults.shown(architecture), machine));
    }
  }
}
