package dev.ferry.carry.export;

import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.generate.DeltaMaker;
import dev.ferry.delta.generate.DeltaReport;
import dev.ferry.delta.generate.MakeOptions;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Deltas that were made, by what they lead from and to and by the format's version: an export that
 * was killed does not make them again. They may be lost at any time.
 */
final class DeltaCache {
  private static final int VERSION = 1;
  private static final String NO_GAIN = "no-delta-" + VERSION;
  private static final byte[] YES = {1};

  private final LocalBlobStore store;

  DeltaCache(LocalBlobStore store) {
    this.store = store;
  }

  /** A delta that lies here. */
  Optional<Path> find(Digest old, Digest fresh) {
    Path file = path(old, fresh);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      DeltaHeader header = DeltaApplier.header(file);
      boolean right = header.old().digest().equals(old) && header.fresh().digest().equals(fresh);
      return right ? Optional.of(file) : Optional.empty();
    } catch (FerryException damaged) {
      return Optional.empty();
    }
  }

  /** Whether it is known that a delta would not be smaller. */
  boolean isUseless(Digest old, Digest fresh) {
    return store.facts().find(NO_GAIN, key(old, fresh)).isPresent();
  }

  /** Bytes of a delta that lies here. */
  static long size(Path delta) {
    try {
      return Files.size(delta);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, delta);
    }
  }

  /**
   * The delta between two files, made where it is not here.
   *
   * @return nothing where it would not be smaller than the new file
   */
  Optional<Path> delta(Known old, Known fresh, Progress progress) {
    LocalBlobStore.Hold hold = store.hold("delta " + key(old.digest(), fresh.digest()));
    try (hold) {
      Optional<Path> made = find(old.digest(), fresh.digest());
      if (made.isPresent() || isUseless(old.digest(), fresh.digest())) {
        return made;
      }
      return make(old, fresh, progress);
    }
  }

  /**
   * A file and its digest.
   *
   * @param file that holds it
   * @param digest that it has
   */
  record Known(Path file, Digest digest) {}

  private Optional<Path> make(Known old, Known fresh, Progress progress) {
    Path delta = path(old.digest(), fresh.digest());
    try {
      Files.createDirectories(delta.getParent());
      try (DeltaScratch scratch = DeltaScratch.open(store)) {
        Path made = scratch.folder().resolve("made");
        MakeOptions options = MakeOptions.in(scratch.folder());
        Optional<DeltaReport> report =
            DeltaMaker.make(old.file(), fresh.file(), made, options, progress);
        if (report.isEmpty()) {
          store.facts().put(NO_GAIN, key(old.digest(), fresh.digest()), YES);
          return Optional.empty();
        }
        Files.move(
            made, delta, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return find(old.digest(), fresh.digest());
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, delta);
    }
  }

  private static String key(Digest old, Digest fresh) {
    return old.hex() + " " + fresh.hex();
  }

  private Path path(Digest old, Digest fresh) {
    return store
        .root()
        .resolve("deltas")
        .resolve(VERSION + "-" + old.hex().substring(0, 32))
        .resolve(fresh.hex() + ".delta");
  }
}
