package dev.ferry.carry.compare;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.model.Digest;
import java.nio.file.Path;

/**
 * One of the two bundles.
 *
 * @param origin its folder or tar
 * @param root its digest
 * @param tag its name for OCI tools
 */
public record Side(Path origin, Digest root, String tag) {
  static Side of(Bundle bundle) {
    return new Side(bundle.origin(), bundle.root(), bundle.tag());
  }
}
