package dev.ferry.python.index;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.download.DownloadRequest;
import dev.ferry.python.download.Downloader;
import dev.ferry.python.http.Credentials;
import dev.ferry.python.http.Fetcher;
import dev.ferry.python.http.Locations;
import dev.ferry.python.http.SingleFlight;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.store.BlobStore;
import dev.ferry.store.FactStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A {@link PackageIndex} over all sources, with caches. */
public final class WebIndex implements PackageIndex, AutoCloseable {
  /** What belongs to a machine rather than to a question. */
  public record Setup(
      Fetcher fetcher,
      Credentials credentials,
      BlobStore blobs,
      FactStore facts,
      InstantSource clock,
      Progress progress) {}

  private final Setup setup;
  private final Secrets secrets;
  private final Mirrors mirrors;
  private final PageFinder pages;
  private final RangedFetch ranges;
  private final MetadataFetch metadata;
  private final Downloader downloader;
  private final SingleFlight<PackageName, Optional<ProjectPage>> pageFlights = new SingleFlight<>();
  private final SingleFlight<URI, Metadata> metadataFlights = new SingleFlight<>();
  private final Map<URI, Long> sizes = new ConcurrentHashMap<>();

  /**
   * @param refresh whether servers are asked even where a cached page is fresh
   */
  public WebIndex(Setup setup, SourceList sources, boolean refresh) {
    this.setup = setup;
    this.secrets = new Secrets(setup.credentials());
    PageLoader loader = new PageLoader(setup, secrets, refresh);
    LinkFolder folders = new LinkFolder(setup.facts(), secrets);
    this.mirrors = new Mirrors(sources, secrets, loader);
    this.pages = new PageFinder(sources, loader, folders, secrets, setup.progress());
    this.ranges = new RangedFetch(setup.fetcher());
    this.downloader = new Downloader(setup.fetcher(), setup.blobs());
    this.metadata = new MetadataFetch(setup.fetcher(), setup.facts(), secrets, this::remote, sizes);
  }

  @Override
  public Optional<ProjectPage> findPage(PackageName name) {
    return pageFlights.get(name, () -> pages.find(name));
  }

  @Override
  public Metadata metadata(IndexFile wheel) {
    return metadataFlights.get(wheel.location(), () -> readMetadata(wheel));
  }

  private Metadata readMetadata(IndexFile wheel) {
    if (!wheel.isLocal()) {
      return metadata.read(wheel);
    }
    try (RangedBytes bytes = open(wheel)) {
      return Metadata.parse(WheelArchive.directoryOnly(bytes, wheel.filename()).metadata());
    }
  }

  /** Begins to fetch a page that will be asked for. */
  public void prefetchPage(PackageName name) {
    pageFlights.start(name, () -> pages.find(name));
  }

  /** Begins to fetch metadata that will be asked for. */
  public void prefetchMetadata(IndexFile wheel) {
    metadataFlights.start(wheel.location(), () -> readMetadata(wheel));
  }

  /** Drops what is remembered of a wheel whose bytes turned out to say something else. */
  public void forgetMetadata(IndexFile wheel) {
    metadata.forget(wheel);
    metadataFlights.forget(wheel.location());
  }

  @Override
  public RangedBytes open(IndexFile file) {
    if (file.isLocal()) {
      return FileBytes.open(Path.of(file.location()));
    }
    Optional<Path> blob = file.sha256().flatMap(setup.blobs()::find);
    return blob.isPresent() ? FileBytes.open(blob.get()) : remote(file);
  }

  @Override
  public OptionalLong knownSize(IndexFile file) {
    if (file.size().isPresent()) {
      return file.size();
    }
    Long size = sizes.get(file.location());
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** How a file of a page, or of a lock, is brought into the store. */
  public DownloadRequest download(IndexFile file, boolean unhashedAllowed) {
    return new DownloadRequest(
        file.filename(),
        secrets.sendable(file.location()),
        () -> mirrors.places(file),
        file.sha256(),
        file.size(),
        file.source(),
        unhashedAllowed);
  }

  /** What downloads over the same connections into the same store. */
  public Downloader downloader() {
    return downloader;
  }

  @Override
  public void close() {
    setup.fetcher().close();
  }

  private RemoteFile remote(IndexFile file) {
    return new RemoteFile(
        ranges,
        secrets.sendable(file.location()),
        WheelArchive.TAIL,
        () -> downloadWhole(file),
        size -> sizes.put(file.location(), size));
  }

  private Path downloadWhole(IndexFile file) {
    setup
        .progress()
        .note(
            Text.of(
                "`%s` gives no parts of files, so `%s` is downloaded whole",
                "`%s` 不支持分段读取，因此完整下载 `%s`",
                String.valueOf(file.location().getHost()),
                file.filename()));
    // Whether it may be used without a hash is decided where it is chosen, not where it is read.
    return downloader.fetch(download(file, true), Progress.Task.NONE).path();
  }

  static FerryException badLocation(SourceSpec source) {
    return new FerryException(
        Failure.USAGE,
        Text.of(
            "Bad value for the location of source `%s`: `%s`, want http, https or a path",
            "来源 `%s` 的地址有误：`%s`，应为 http、https 或路径",
            source.name(),
            Locations.display(source.location())));
  }
}
