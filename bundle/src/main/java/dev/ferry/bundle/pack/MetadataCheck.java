package dev.ferry.bundle.pack;

import dev.ferry.bundle.pack.PackOutcome.Contradiction;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what a wheel says inside with what the lock was resolved with. */
final class MetadataCheck {
  private final LockedPackage locked;
  private final List<Contradiction> found = new ArrayList<>();

  private MetadataCheck(LockedPackage locked) {
    this.locked = locked;
  }

  /**
   * Compares.
   *
   * @param inside the wheel's own metadata
   * @param believed what the resolution used; without it only what the lock itself says is compared
   */
  static List<Contradiction> check(
      LockedPackage locked, Metadata inside, @Nullable Metadata believed) {
    MetadataCheck check = new MetadataCheck(locked);
    check.same("Name", inside.name(), locked.name());
    check.same("Version", inside.version(), locked.version());
    check.same("Requires-Python", inside.requiresPython().toString(), locked.requiresPython());
    Optional.ofNullable(believed).ifPresent(metadata -> check.believed(inside, metadata));
    return check.found;
  }

  private void believed(Metadata inside, Metadata believed) {
    same("Requires-Dist", requirements(inside), requirements(believed));
    same("Provides-Extra", inside.providesExtras(), believed.providesExtras());
  }

  private static String requirements(Metadata metadata) {
    TreeSet<String> sorted = new TreeSet<>();
    for (Requirement requirement : metadata.requiresDist()) {
      sorted.add(requirement.toString());
    }
    return String.join(", ", sorted);
  }

  private void same(String field, Object got, Object want) {
    if (!got.equals(want)) {
      found.add(
          new Contradiction(
              locked.name(),
              locked.file(),
              locked.source(),
              field,
              got.toString(),
              want.toString()));
    }
  }
}
