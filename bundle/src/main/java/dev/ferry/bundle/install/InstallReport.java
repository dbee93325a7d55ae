package dev.ferry.bundle.install;

import dev.ferry.model.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code ferry install} did.
 *
 * @param directory the environment's name, absolute
 * @param target that was installed
 * @param root digest of the bundle
 * @param python version of the interpreter, {@code 3.11.7}
 * @param packages number of them
 * @param already whether the environment was there before, and nothing was done
 * @param smoke last lines of the smoke test
 */
public record InstallReport(
    Path directory,
    String target,
    Digest root,
    String python,
    int packages,
    boolean already,
    List<String> smoke) {
  public InstallReport {
    smoke = List.copyOf(smoke);
  }
}
