package dev.ferry.python.download;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.http.FetchFailure;
import dev.ferry.python.http.Fetcher;
import dev.ferry.python.http.Locations;
import dev.ferry.python.http.Request;
import dev.ferry.python.http.Response;
import dev.ferry.store.Staging;
import java.io.IOException;
import java.net.URI;

/** The bytes of one file on their way; broken connections are taken up again where they broke. */
final class Transfer {
  private static final int CHUNK = 256 << 10;

  /** Interruptions with hardly a new byte in between, after which we give up. */
  private static final int MOST_INTERRUPTIONS = 4;

  /** What a crawling connection brings before it is given up is not worth another try. */
  private static final int WORTH_GOING_ON = 4 << 10;

  private final Fetcher fetcher;
  private final DownloadRequest request;
  private final Progress.Task task;
  private long reported;

  Transfer(Fetcher fetcher, DownloadRequest request, Progress.Task task) {
    this.fetcher = fetcher;
    this.request = request;
    this.task = task;
  }

  /** Fills the partial file to its end. */
  void run(URI place, Staging partial) {
    int interruptions = 0;
    while (true) {
      long before = partial.length();
      try {
        once(place, partial);
        return;
      } catch (IOException broken) {
        interruptions = partial.length() - before > WORTH_GOING_ON ? 0 : interruptions + 1;
        if (interruptions == MOST_INTERRUPTIONS || Thread.currentThread().isInterrupted()) {
          throw FetchFailure.broken(place, broken);
        }
      }
    }
  }

  private void once(URI place, Staging partial) throws IOException {
    report(partial);
    if (complete(partial)) {
      return;
    }
    Request get = Request.file(place, Downloader.LIMIT);
    Request rest = partial.length() > 0 ? get.range(partial.length() + "-") : get;
    try (Response response = fetcher.open(rest)) {
      if (response.status() / 100 == 4 || response.status() / 100 == 5) {
        if (partial.length() == 0 || response.absent()) {
          throw gone(place, response.status());
        }
        partial.restart();
        once(place, partial);
        return;
      }
      boolean continues =
          response.status() == 206
              && response.headers().findRangeStart().orElse(-1) == partial.length();
      if (!continues && partial.length() > 0) {
        partial.restart();
        if (response.status() == 206) {
          once(place, partial);
          return;
        }
      }
      receive(response, partial);
    }
  }

  /** TLS gives 16 KiB at a time; hashing and writing are cheaper in larger pieces. */
  private void receive(Response response, Staging partial) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int filled = 0;
    try {
      for (int got = 0; got >= 0; got = response.body().read(chunk, filled, CHUNK - filled)) {
        filled += got;
        if (filled == CHUNK) {
          keep(chunk, filled, partial);
          filled = 0;
        }
      }
    } finally {
      // What came before a connection broke need not come again.
      keep(chunk, filled, partial);
    }
    if (request.size().isPresent() && partial.length() < request.size().getAsLong()) {
      long seen = partial.length();
      partial.restart();
      throw Downloader.wrongSize(request, seen, request.size().getAsLong());
    }
  }

  private void keep(byte[] chunk, int count, Staging partial) {
    long most = request.size().orElse(Downloader.LIMIT);
    long length = partial.length() + count;
    if (length > most) {
      partial.restart();
      throw Downloader.wrongSize(request, length, most);
    }
    partial.append(chunk, 0, count);
    report(partial);
  }

  private boolean complete(Staging partial) {
    return request.size().isPresent() && partial.length() == request.size().getAsLong();
  }

  /** Bytes that come a second time are not counted a second time. */
  private void report(Staging partial) {
    if (partial.length() > reported) {
      task.advance(partial.length() - reported);
      reported = partial.length();
    }
  }

  private FerryException gone(URI place, int status) {
    return new FerryException(
        Failure.SOURCE,
        Text.of(
            "Cannot download `%s` from `%s`: `%s` answered %d",
            "无法下载 `%s`（来源 `%s`）：`%s` 返回 %d",
            request.filename(),
            request.source(),
            Locations.display(place),
            status));
  }
}
