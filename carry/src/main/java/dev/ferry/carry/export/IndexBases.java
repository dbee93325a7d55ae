package dev.ferry.carry.export;

import dev.ferry.carry.ledger.WheelName;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.download.DownloadRequest;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.ProjectPage;
import dev.ferry.python.index.WebIndex;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bases from package indexes, by digest: a file of another content is never taken, whatever it is
 * called. The index is opened when the first base is wanted; where it cannot be reached it is not
 * asked again.
 */
public final class IndexBases implements BaseSource, AutoCloseable {
  private final Supplier<WebIndex> opening;
  private final Progress progress;
  private @Nullable WebIndex index;
  private @Nullable Text unreachable;

  /**
   * @param opening opens an index over the store of the export
   */
  public IndexBases(Supplier<WebIndex> opening, Progress progress) {
    this.opening = opening;
    this.progress = progress;
  }

  @Override
  public Optional<Text> fetch(WheelName wheel, Digest digest, long size) {
    if (unreachable != null) {
      return Optional.of(unreachable);
    }
    try {
      return take(wheel, digest, size);
    } catch (FerryException failure) {
      if (failure.failure() == Failure.ENVIRONMENT) {
        throw failure;
      }
      if (failure.failure() == Failure.SOURCE) {
        unreachable = failure.text();
      }
      return Optional.of(failure.text());
    }
  }

  private Optional<Text> take(WheelName wheel, Digest digest, long size) {
    WebIndex asked = opened();
    List<IndexFile> files =
        asked.findPage(wheel.name()).map(ProjectPage::files).orElse(List.of()).stream()
            .filter(file -> isIt(file, wheel, digest))
            .toList();
    if (files.isEmpty()) {
      return Optional.of(
          Text.of("no index has these bytes of `%s`", "没有索引提供 `%s` 的这一内容", wheel.name()));
    }
    DownloadRequest any = asked.download(files.get(0).withSha256(digest), false);
    DownloadRequest exact =
        new DownloadRequest(
            any.filename(),
            any.location(),
            any.mirrors(),
            any.sha256(),
            OptionalLong.of(size),
            any.source(),
            false);
    Text what =
        Text.of(
            "Fetching the base `%s` (%s)", "正在下载基准 `%s`（%s）", any.filename(), new DataSize(size));
    try (Progress.Task task = progress.start(what, size)) {
      asked.downloader().fetch(exact, task);
    }
    progress.note(
        Text.of(
            "Fetched `%s` (%s) again: the site has it, a delta needs it",
            "已重新下载 `%s`（%s）：站点已有它，差分需要它", any.filename(), new DataSize(size)));
    return Optional.empty();
  }

  /** By digest; where the page claims none, by name, and then its bytes have to prove it. */
  private static boolean isIt(IndexFile file, WheelName wheel, Digest digest) {
    return file.sha256()
        .map(digest::equals)
        .orElseGet(
            () ->
                WheelFilename.findWheel(file.filename())
                    .map(WheelName::of)
                    .filter(wheel::equals)
                    .isPresent());
  }

  private WebIndex opened() {
    WebIndex opened = index;
    if (opened == null) {
      opened = opening.get();
      index = opened;
    }
    return opened;
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
  }
}
