package dev.ferry.bundle.pack;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.download.DownloadRequest;
import dev.ferry.python.download.Downloader;
import dev.ferry.store.Arrival;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Brings files by downloading them, or from a folder of links that the lock does not name. */
public final class DownloadFetcher implements Fetcher {
  private final Downloader downloader;
  private final Places places;

  /** Where a file is, beside its own location. */
  public interface Places {
    /** A place for a file whose lock names none: the {@code file:} URI in a folder of links. */
    Optional<URI> find(Wanted wanted);

    /** Other places of the same bytes, asked for only when the first fails. */
    List<URI> mirrors(Wanted wanted);
  }

  public DownloadFetcher(Downloader downloader, Places places) {
    this.downloader = downloader;
    this.places = places;
  }

  @Override
  public void fetch(Wanted wanted, Progress.Task task) {
    fetch(wanted, task, Arrival.NONE);
  }

  @Override
  public void fetch(Wanted wanted, Progress.Task task, Arrival arrival) {
    URI location =
        wanted.location().or(() -> places.find(wanted)).orElseThrow(() -> nowhere(wanted));
    downloader.fetch(
        new DownloadRequest(
            wanted.label(),
            location,
            () -> places.mirrors(wanted),
            Optional.of(wanted.sha256()),
            wanted.size(),
            wanted.source(),
            false),
        task,
        arrival);
  }

  private static FerryException nowhere(Wanted wanted) {
    return new FerryException(
            Failure.SOURCE,
            Text.of(
                "Cannot find `%s` (sha256 `%s`): the lock names no place for it, and the store"
                    + " lacks it",
                "无法找到 `%s`（sha256 `%s`）：锁文件没有给出地址，存储中也没有", wanted.label(), wanted.sha256().hex()))
        .hint(
            Text.of(
                "It was built here or lay in a folder of links: lock again on this machine, or name"
                    + " the folder with `--find-links`",
                "它是在本机构建的，或来自链接目录：请在本机重新锁定，或用 `--find-links` 指定该目录"));
  }
}
