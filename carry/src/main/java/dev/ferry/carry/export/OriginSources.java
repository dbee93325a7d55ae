package dev.ferry.carry.export;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds bytes where people say that they are, and where earlier parcels took them from. */
final class OriginSources {
  private static final int MOST_EARLIER = 40;

  private OriginSources() {}

  /**
   * The sources.
   *
   * @param bases that were named; one that cannot be read is an error
   */
  static Sources of(LocalBlobStore store, List<ParcelRecord> records, List<Path> bases) {
    Sources sources = new Sources(store);
    bases.forEach(base -> named(sources, base));
    Set<String> origins = new LinkedHashSet<>();
    records.reversed().forEach(record -> origins.addAll(record.origins()));
    origins.stream().limit(MOST_EARLIER).forEach(origin -> earlier(sources, Path.of(origin)));
    return sources;
  }

  private static void named(Sources sources, Path base) {
    if (!Files.exists(base)) {
      throw new FerryException(
          Failure.USAGE,
          Text.of("Cannot take bases from `%s`: it does not exist", "无法从 `%s` 获取基准：它不存在", base));
    }
    if (Files.isDirectory(base) || base.toString().endsWith(".tar")) {
      sources.add(Bundle.open(base));
    } else {
      file(sources, base);
    }
  }

  private static void file(Sources sources, Path file) {
    try {
      Extent at = Extent.of(file, 0, Files.size(file));
      sources.add(Sources.hash(at), at);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** What was there once may have changed or gone; its bytes are hashed before they are used. */
  private static void earlier(Sources sources, Path origin) {
    try {
      if (Files.isDirectory(origin)) {
        sources.add(Bundle.open(origin));
      } else if (Files.isRegularFile(origin)) {
        // A tar may have travelled as a bundle or as a file.
        file(sources, origin);
        if (origin.toString().endsWith(".tar")) {
          sources.add(Bundle.open(origin));
        }
      }
    } catch (FerryException noLongerThere) {
      return;
    }
  }
}
