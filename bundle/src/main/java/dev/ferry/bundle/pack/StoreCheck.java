package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hashes what the store has before it goes into a bundle, since a link into the bundle reads
 * nothing ({@code docs/decisions/0030}). What arrives later is hashed when it arrives.
 */
public final class StoreCheck {
  private final LocalBlobStore store;
  private final Progress progress;
  private final Set<Digest> sound = new HashSet<>();

  public StoreCheck(LocalBlobStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Drops damaged files and says so; afterwards they are missing like any other. */
  public void check(Collection<Wanted> files) {
    List<Wanted> present =
        files.stream()
            .filter(file -> !sound.contains(file.sha256()))
            .filter(file -> store.find(file.sha256()).isPresent())
            .toList();
    if (present.isEmpty()) {
      return;
    }
    long bytes = present.stream().mapToLong(file -> file.size().orElse(0)).sum();
    Text what = Text.of("Checking %d files of the store", "正在检查存储中的 %d 个文件", present.size());
    try (Progress.Task task = progress.start(what, bytes)) {
      present.parallelStream().forEach(file -> check(file, task));
    }
    present.forEach(file -> sound.add(file.sha256()));
  }

  private void check(Wanted file, Progress.Task task) {
    Optional<Path> damaged = store.dropIfDamaged(file.sha256());
    task.advance(file.size().orElse(0));
    damaged.ifPresent(
        place ->
            progress.warn(
                Text.of(
                    "the store's copy of `%s` was damaged on this disk and is fetched again: `%s`",
                    "存储中的 `%s` 在本机磁盘上已损坏，将重新获取：`%s`", file.label(), place)));
  }
}
