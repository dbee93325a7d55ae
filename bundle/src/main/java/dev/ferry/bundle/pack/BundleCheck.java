package dev.ferry.bundle.pack;

import dev.ferry.bundle.evidence.Statement;
import dev.ferry.model.Digest;
import java.nio.file.Path;
import java.util.List;

/** Tries a bundle out before it gets its name. */
@FunctionalInterface
public interface BundleCheck {
  /**
   * Tries it.
   *
   * @param bundle the finished folder, under a temporary name
   * @param root its digest
   * @return what was found out, kept in {@code evidence/}
   * @throws dev.ferry.model.FerryException where it does not work; then nothing gets the name
   */
  List<Statement> check(Path bundle, Digest root);
}
