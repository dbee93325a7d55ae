package dev.ferry.bundle.make;

import dev.ferry.bundle.lock.TargetLock;
import dev.ferry.bundle.lock.Workbench;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.build.SourceFiles;
import dev.ferry.python.filename.Filenames;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.BuildRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Wheels of a lock that were built from source exist nowhere but in the store that they were built
 * into. Where another store packs the lock, they are built again; a wheel that some source offers
 * under the locked digest is taken instead.
 */
final class Rebuilds {
  private final Workbench bench;

  Rebuilds(Workbench bench) {
    this.bench = bench;
  }

  /** Afterwards the store has every built wheel of the locks. */
  void bring(List<TargetLock> locks) {
    Set<Digest> done = new HashSet<>();
    for (TargetLock one : locks) {
      for (LockedPackage locked : one.lock().packages()) {
        Optional<BuildRecord> record = locked.build();
        if (record.isPresent()
            && done.add(locked.sha256())
            && bench.store().find(locked.sha256()).isEmpty()
            && !offered(locked)) {
          bench.rebuilding(this::fetch).rebuild(record.get(), locked.file(), locked.sha256());
        }
      }
    }
  }

  private boolean offered(LockedPackage locked) {
    Optional<IndexFile> file = find(locked.name(), locked.file(), locked.sha256());
    file.ifPresent(bench::fetch);
    return file.isPresent();
  }

  private SourceFiles.Fetched fetch(String filename, Digest sha256) {
    Optional<Path> kept = bench.store().find(sha256);
    if (kept.isPresent()) {
      return new SourceFiles.Fetched(kept.get(), sha256, size(kept.get()));
    }
    return Filenames.findProject(filename)
        .flatMap(name -> find(name, filename, sha256))
        .map(bench::fetch)
        .orElseThrow(() -> nowhere(filename, sha256));
  }

  /** A file of that name whose page says that digest, or says none and has to be read. */
  private Optional<IndexFile> find(PackageName name, String filename, Digest sha256) {
    return bench.index().findPage(name).stream()
        .flatMap(page -> page.files().stream())
        .filter(file -> file.filename().equals(filename))
        .filter(file -> file.sha256().map(sha256::equals).orElse(true))
        .findFirst()
        .map(file -> file.withSha256(sha256));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static FerryException nowhere(String filename, Digest sha256) {
    return new FerryException(
        Failure.SOURCE,
        Text.of(
            "Cannot find `%s` (%s), which a wheel of the lock was built from: no source has it",
            "无法找到 `%s`（%s），锁文件中的 wheel 由它构建：没有任何来源提供", filename, sha256));
  }
}
