package dev.ferry.python.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.http.HttpFetcher;
import dev.ferry.python.http.HttpSettings;
import dev.ferry.python.http.ScriptedServer;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.store.FactStore;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

class WebIndexTest {
  private static final PackageName DEMO = PackageName.of("demo");
  private static final String FILE = "demo-1.0-py3-none-any.whl";

  /**
   * Sources are asked at the same time: one that is not waited for may still be writing its page.
   */
  @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
  Path folder;

  private final ScriptedServer server = new ScriptedServer();
  private final HttpFetcher fetcher =
      new HttpFetcher(HttpSettings.standard().withRetries(0, Duration.ofMillis(1)));
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private WebIndex index(SourceSpec... sources) {
    WebIndex.Setup setup =
        new WebIndex.Setup(
            fetcher,
            HttpSettings.standard().credentials(),
            LocalBlobStore.open(folder.resolve("store")),
            new FactStore(folder.resolve("facts")),
            () -> now,
            Progress.NONE);
    return new WebIndex(setup, SourceList.of(List.of(sources)), false);
  }

  private SourceSpec source(String name) {
    return SourceSpec.index(name, server.location("/" + name).toString());
  }

  /** A wheel with 400 kB that cannot be compressed before its metadata. */
  private static byte[] wheel(String version) throws IOException {
    byte[] payload = new byte[400_000];
    new Random(2).nextBytes(payload);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "demo/data.bin", payload);
      String metadata =
          "Metadata-Version: 2.1\nName: demo\nVersion: " + version + "\nRequires-Dist: other\n";
      entry(zip, "demo-1.0.dist-info/METADATA", metadata.getBytes(StandardCharsets.UTF_8));
      entry(zip, "demo-1.0.dist-info/RECORD", new byte[0]);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private void page(String source, byte[] wheel) {
    String link = "<a href='/files/" + FILE + "#sha256=" + Digest.of(wheel).hex() + "'>x</a>";
    server.document("/" + source + "/demo/", "text/html", link);
  }

  @Test
  void metadataCostsTheEndOfTheWheelAndIsKept() throws IOException {
    byte[] wheel = wheel("1.0");
    page("main", wheel);
    server.file("/files/" + FILE, wheel);
    WebIndex index = index(source("main"));
    IndexFile file = index.findPage(DEMO).orElseThrow().files().getFirst();
    Metadata metadata = index.metadata(file);
    assertThat(metadata.requiresDist()).hasSize(1);
    assertThat(index.knownSize(file)).hasValue(wheel.length);
    assertThat(fetcher.received()).isLessThan(100_000);
    int requests = server.requests().size();
    WebIndex later = index(source("main"));
    IndexFile again = later.findPage(DEMO).orElseThrow().files().getFirst();
    assertThat(later.metadata(again)).isEqualTo(metadata);
    assertThat(later.knownSize(again)).hasValue(wheel.length);
    assertThat(server.requests()).as("fresh: nobody is asked").hasSize(requests);
    now = now.plusSeconds(601);
    index(source("main")).findPage(DEMO);
    assertThat(server.requests()).hasSize(requests + 1);
  }

  @Test
  void aServerWithoutRangesCostsOneDownload() throws IOException {
    byte[] wheel = wheel("1.0");
    page("main", wheel);
    server.on("/files/" + FILE, exchange -> ScriptedServer.send(exchange, 200, wheel));
    WebIndex index = index(source("main"));
    IndexFile file = index.findPage(DEMO).orElseThrow().files().getFirst();
    assertThat(index.metadata(file).name()).isEqualTo(DEMO);
    assertThat(LocalBlobStore.open(folder.resolve("store")).find(Digest.of(wheel))).isPresent();
  }

  @Test
  void anotherVersionInsideIsNamed() throws IOException {
    byte[] wheel = wheel("2.0");
    page("main", wheel);
    server.file("/files/" + FILE, wheel);
    WebIndex index = index(source("main"));
    IndexFile file = index.findPage(DEMO).orElseThrow().files().getFirst();
    assertThatThrownBy(() -> index.metadata(file))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(FILE)
        .hasMessageContaining("`Version` is `2.0`, want `1.0`");
  }

  @Test
  void theFirstSourceServesAndALowerOneIsMentioned() throws IOException {
    byte[] wheel = wheel("1.0");
    page("inner", wheel);
    page("outer", wheel);
    ProjectPage page = index(source("inner"), source("outer")).findPage(DEMO).orElseThrow();
    assertThat(page.files()).extracting(IndexFile::source).containsExactly("inner");
    assertThat(page.notes()).singleElement().asString().contains("`outer` has the name too");
  }

  @Test
  void aSourceThatIsDownIsNeverPassedOver() throws IOException {
    page("outer", wheel("1.0"));
    server.on("/inner", exchange -> ScriptedServer.send(exchange, 500, new byte[0]));
    WebIndex index = index(source("inner"), source("outer"));
    assertThatThrownBy(() -> index.findPage(DEMO)).hasMessageContaining("answered 500");
  }

  @Test
  void aMirrorServesThePageOfASourceThatIsDown() throws IOException {
    page("mirror", wheel("1.0"));
    server.on("/inner", exchange -> ScriptedServer.send(exchange, 500, new byte[0]));
    SourceSpec inner =
        new SourceSpec(
            "inner",
            SourceSpec.Kind.INDEX,
            server.location("/inner").toString(),
            List.of(server.location("/mirror").toString()),
            List.of());
    assertThat(index(inner).findPage(DEMO).orElseThrow().files()).hasSize(1);
  }

  @Test
  void aPinnedPackageComesFromNowhereElse() throws IOException {
    page("outer", wheel("1.0"));
    SourceSpec own =
        new SourceSpec(
            "own",
            SourceSpec.Kind.INDEX,
            server.location("/own").toString(),
            List.of(),
            List.of(DEMO));
    assertThat(index(own, source("outer")).findPage(DEMO)).isEmpty();
    assertThat(server.requests()).noneMatch(request -> request.contains("/outer"));
  }

  @Test
  void aFolderAddsItsFilesWithTheirHashes() throws IOException {
    byte[] wheel = wheel("1.0");
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.write(links.resolve("demo-1.1-py3-none-any.whl"), wheel);
    Files.write(links.resolve("demo_more-1.1-py3-none-any.whl"), wheel);
    Files.write(links.resolve("demo-0.9.tar.gz"), wheel);
    page("main", wheel);
    WebIndex index = index(source("main"), SourceSpec.findLinks("links", links.toString()));
    List<IndexFile> files = index.findPage(DEMO).orElseThrow().files();
    assertThat(files)
        .extracting(IndexFile::filename)
        .containsExactly(FILE, "demo-0.9.tar.gz", "demo-1.1-py3-none-any.whl");
    assertThat(files).allMatch(file -> file.sha256().equals(files.getFirst().sha256()));
  }
}
