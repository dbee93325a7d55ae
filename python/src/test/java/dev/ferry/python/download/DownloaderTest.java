package dev.ferry.python.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.http.HttpFetcher;
import dev.ferry.python.http.HttpSettings;
import dev.ferry.python.http.ScriptedServer;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Staging;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
  private final byte[] content = new byte[300_000];
  private final ScriptedServer server = new ScriptedServer();
  private final HttpFetcher fetcher =
      new HttpFetcher(
          HttpSettings.standard()
              .withRetries(1, Duration.ofMillis(1))
              .withTimeout(Duration.ofSeconds(2)));
  private LocalBlobStore store;
  private Digest digest;

  @BeforeEach
  void open(@TempDir Path folder) {
    new Random(1).nextBytes(content);
    digest = Digest.of(content);
    store = LocalBlobStore.open(folder);
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private DownloadRequest request(String path, List<URI> mirrors) {
    return new DownloadRequest(
        "demo.whl",
        server.location(path),
        () -> mirrors,
        Optional.of(digest),
        OptionalLong.of(content.length),
        "here",
        false);
  }

  private Downloaded fetch(DownloadRequest request) {
    return new Downloader(fetcher, store).fetch(request, Progress.Task.NONE);
  }

  @Test
  void bringsAFileOnce() {
    server.file("/demo.whl", content);
    assertThat(fetch(request("/demo.whl", List.of())).path()).hasBinaryContent(content);
    assertThat(fetch(request("/demo.whl", List.of())).sha256()).isEqualTo(digest);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void goesOnWhereAKilledRunStopped() {
    server.file("/demo.whl", content);
    try (Staging partial = store.stage(digest).orElseThrow()) {
      partial.append(content, 0, 100_000);
    }
    assertThat(fetch(request("/demo.whl", List.of())).path()).hasBinaryContent(content);
    assertThat(server.requests()).singleElement().asString().contains("range=bytes=100000-");
  }

  @Test
  void startsAnewWhereThePartIsWrong() {
    server.file("/demo.whl", content);
    try (Staging partial = store.stage(digest).orElseThrow()) {
      partial.append(new byte[100], 0, 100);
    }
    assertThat(fetch(request("/demo.whl", List.of())).path()).hasBinaryContent(content);
  }

  @Test
  void goesOnAfterACutWithoutRangesToo() {
    AtomicInteger count = new AtomicInteger();
    server.on(
        "/demo.whl",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          boolean cut = count.getAndIncrement() == 0;
          exchange.getResponseBody().write(content, 0, cut ? 1000 : content.length);
          exchange.getResponseBody().flush();
          if (cut) {
            throw new IOException("the test cuts here");
          }
        });
    assertThat(fetch(request("/demo.whl", List.of())).path()).hasBinaryContent(content);
  }

  @Test
  void aWrongHashIsNamedWithBothAndTheSource() {
    byte[] other = new byte[content.length];
    server.file("/demo.whl", other);
    assertThatThrownBy(() -> fetch(request("/demo.whl", List.of())))
        .isInstanceOfSatisfying(
            FerryException.class, e -> assertThat(e.failure()).isEqualTo(Failure.VERIFICATION))
        .hasMessageContaining(digest.hex())
        .hasMessageContaining(Digest.of(other).hex())
        .hasMessageContaining("`here`");
    assertThat(store.find(digest)).isEmpty();
  }

  @Test
  void aWrongSizeIsNamed() {
    server.file("/demo.whl", new byte[5]);
    assertThatThrownBy(() -> fetch(request("/demo.whl", List.of())))
        .hasMessageContaining("size is 5 bytes, want 300000");
  }

  @Test
  void aMirrorStandsInForWhatIsDownOrWrong() {
    server.file("/mirror/demo.whl", content);
    server.file("/wrong/demo.whl", new byte[content.length]);
    List<URI> mirrors = List.of(server.location("/mirror/demo.whl"));
    assertThat(fetch(request("/absent/demo.whl", mirrors)).path()).hasBinaryContent(content);
    assertThat(fetch(request("/wrong/demo.whl", mirrors)).path()).hasBinaryContent(content);
  }

  @Test
  void aFileWithoutAHashNeedsPermission() {
    server.file("/demo.whl", content);
    DownloadRequest unpinned =
        new DownloadRequest(
            "demo.whl",
            server.location("/demo.whl"),
            List::of,
            Optional.empty(),
            OptionalLong.empty(),
            "here",
            false);
    assertThatThrownBy(() -> fetch(unpinned))
        .isInstanceOfSatisfying(
            FerryException.class, e -> assertThat(e.failure()).isEqualTo(Failure.REFUSED));
    DownloadRequest allowed =
        new DownloadRequest(
            unpinned.filename(),
            unpinned.location(),
            unpinned.mirrors(),
            unpinned.sha256(),
            unpinned.size(),
            unpinned.source(),
            true);
    assertThat(fetch(allowed).sha256()).isEqualTo(digest);
  }

  @Test
  void severalComeAtOnceInTheOrderAsked() {
    server.file("/demo.whl", content);
    server.file("/absent", content);
    Downloader downloader = new Downloader(fetcher, store);
    List<DownloadRequest> requests =
        List.of(request("/demo.whl", List.of()), request("/demo.whl", List.of()));
    assertThat(downloader.fetchAll(requests, 2, Progress.Task.NONE))
        .extracting(Downloaded::sha256)
        .containsExactly(digest, digest);
  }
}
