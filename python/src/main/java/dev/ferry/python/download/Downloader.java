package dev.ferry.python.download;

import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.http.Fetcher;
import dev.ferry.store.Arrival;
import dev.ferry.store.BlobStore;
import dev.ferry.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings files into the store. Safe for use by several threads. */
public final class Downloader {
  /** Largest file that is downloaded where its index claims no size: 64 GB. */
  public static final long LIMIT = 64_000_000_000L;

  private final Fetcher fetcher;
  private final BlobStore store;

  public Downloader(Fetcher fetcher, BlobStore store) {
    this.fetcher = fetcher;
    this.store = store;
  }

  /**
   * Brings one file, unless the store has it.
   *
   * @param task told of each byte that has arrived, now or in an earlier run
   * @param arrival told where the bytes lie while they come; not of files that are copied
   * @throws FerryException of kind VERIFICATION if the bytes are not those claimed; SOURCE if no
   *     place gives them; REFUSED if no digest is claimed and that is not allowed
   */
  public Downloaded fetch(DownloadRequest request, Progress.Task task, Arrival arrival) {
    if (request.sha256().isEmpty()) {
      return fetchUnhashed(request, task);
    }
    Digest want = request.sha256().get();
    Optional<Path> kept = find(want, request);
    if (kept.isPresent()) {
      task.advance(length(kept.get()));
      return downloaded(want, kept.get());
    }
    if ("file".equals(request.location().getScheme())) {
      return copy(request, task);
    }
    return firstPlace(request, place -> fetchFrom(place, want, request, task, arrival));
  }

  /** The same, with nobody who reads meanwhile. */
  public Downloaded fetch(DownloadRequest request, Progress.Task task) {
    return fetch(request, task, Arrival.NONE);
  }

  /**
   * Brings several files at once. The first failure ends the others.
   *
   * @param parallel how many at a time
   * @return in the order of the requests
   */
  public List<Downloaded> fetchAll(
      List<DownloadRequest> requests, int parallel, Progress.Task task) {
    List<Future<Downloaded>> futures = new ArrayList<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(parallel, Thread.ofVirtual().name("download").factory());
    try {
      for (DownloadRequest request : requests) {
        futures.add(workers.submit(() -> fetch(request, task)));
      }
      List<Downloaded> results = new ArrayList<>();
      for (Future<Downloaded> future : futures) {
        results.add(await(future));
      }
      return results;
    } finally {
      workers.shutdownNow();
    }
  }

  private static Downloaded await(Future<Downloaded> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private interface FromPlace {
    Downloaded fetch(URI place);
  }

  private static Downloaded firstPlace(DownloadRequest request, FromPlace way) {
    FerryException first;
    try {
      return way.fetch(request.location());
    } catch (FerryException failed) {
      first = failed;
    }
    if (first.failure() == Failure.ENVIRONMENT) {
      throw first;
    }
    for (URI mirror : request.mirrors().get()) {
      try {
        return way.fetch(mirror);
      } catch (FerryException failedToo) {
        first.addSuppressed(failedToo);
      }
    }
    throw first;
  }

  private Downloaded fetchFrom(
      URI place, Digest want, DownloadRequest request, Progress.Task task, Arrival arrival) {
    Optional<Staging> staging = store.stage(want);
    if (staging.isEmpty()) {
      return downloaded(want, store.path(want));
    }
    try (Staging partial = staging.get()) {
      boolean resumed = partial.length() > 0;
      partial.tell(arrival);
      Transfer transfer = new Transfer(fetcher, request, task);
      transfer.run(place, partial);
      if (resumed && !partial.digest().equals(want)) {
        // Perhaps only what an earlier run left is wrong.
        partial.restart();
        transfer.run(place, partial);
      }
      Digest got = partial.digest();
      if (!got.equals(want)) {
        partial.restart();
        throw wrongHash(request, got, want);
      }
      return downloaded(want, partial.publish());
    }
  }

  private Downloaded fetchUnhashed(DownloadRequest request, Progress.Task task) {
    if (!request.unhashedAllowed()) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot download `%s` from `%s`: the source gives no sha256, so nobody can tell whether"
                      + " the bytes are right",
                  "无法下载 `%s`（来源 `%s`）：来源没有给出 sha256，无法确认内容是否正确",
                  request.filename(),
                  request.source()))
          .hint(Text.of("`--allow-unhashed` accepts it", "`--allow-unhashed` 可接受该文件"));
    }
    if ("file".equals(request.location().getScheme())) {
      return copy(request, task);
    }
    return firstPlace(
        request,
        place -> {
          try (Staging partial = store.stage(dev.ferry.python.http.Locations.display(place))) {
            new Transfer(fetcher, request, task).run(place, partial);
            return downloaded(partial.digest(), partial.publish());
          }
        });
  }

  private Downloaded copy(DownloadRequest request, Progress.Task task) {
    Path file = Path.of(request.location());
    try (InputStream in = Files.newInputStream(file)) {
      Digest got = store.put(in, request.size().orElse(LIMIT));
      if (request.sha256().isPresent() && !got.equals(request.sha256().get())) {
        throw wrongHash(request, got, request.sha256().get());
      }
      task.advance(length(store.path(got)));
      return downloaded(got, store.path(got));
    } catch (IOException e) {
      throw new FerryException(
          Failure.SOURCE,
          Text.of("Cannot read `%s`: %s", "无法读取 `%s`：%s", file, String.valueOf(e.getMessage())),
          e);
    }
  }

  private Optional<Path> find(Digest want, DownloadRequest request) {
    return request.size().isPresent()
        ? store.find(want, request.size().getAsLong())
        : store.find(want);
  }

  private static FerryException wrongHash(DownloadRequest request, Digest got, Digest want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot download `%s` from `%s`: sha256 is `%s`, want `%s`",
            "无法下载 `%s`（来源 `%s`）：sha256 为 `%s`，应为 `%s`",
            request.filename(),
            request.source(),
            got.hex(),
            want.hex()));
  }

  static FerryException wrongSize(DownloadRequest request, long got, long want) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot download `%s` from `%s`: size is %d bytes, want %d (%s)",
            "无法下载 `%s`（来源 `%s`）：大小为 %d 字节，应为 %d（%s）",
            request.filename(),
            request.source(),
            got,
            want,
            new DataSize(want)));
  }

  private static Downloaded downloaded(Digest digest, Path path) {
    return new Downloaded(digest, path, length(path));
  }

  private static long length(Path path) {
    return path.toFile().length();
  }
}
