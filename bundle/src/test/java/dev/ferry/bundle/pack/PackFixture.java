package dev.ferry.bundle.pack;

import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.layout.Form;
import dev.ferry.model.Digest;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Progress;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.python.download.Downloader;
import dev.ferry.python.http.HttpFetcher;
import dev.ferry.python.http.HttpSettings;
import dev.ferry.python.lock.Inputs;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.FitMode;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.version.Version;
import dev.ferry.python.wheel.WheelRecordReader;
import dev.ferry.python.wheel.WheelRecords;
import dev.ferry.scan.elf.ElfInspector;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Real wheels in a folder of links, a store, and packing from the one through the other. */
final class PackFixture {
  static final String TARGET = "linux-x86_64-glibc2.28-cp311";

  private final Path folder;

  PackFixture(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("links"));
  }

  Path links() {
    return folder.resolve("links");
  }

  Path output() {
    return folder.resolve("out");
  }

  LocalBlobStore store() {
    return LocalBlobStore.open(folder.resolve("store"));
  }

  LockedPackage locked(TinyWheel wheel) throws IOException {
    return locked(wheel.name(), wheel.version(), wheel.fileName(), wheel.bytes());
  }

  /** A package of a lock whose wheel lies in the folder of links. */
  LockedPackage locked(String name, String version, String file, byte[] bytes) throws IOException {
    Digest digest = Digest.of(bytes);
    Files.createDirectories(links().resolve(digest.hex()));
    Files.write(links().resolve(digest.hex()).resolve(file), bytes);
    return new LockedPackage(
        PackageName.of(name),
        Version.parse(version),
        file,
        Optional.empty(),
        digest,
        OptionalLong.of(bytes.length),
        Optional.empty(),
        "links",
        Optional.empty(),
        FitStatus.NOT_DISPROVED,
        true,
        "",
        List.of(),
        new TreeSet<>());
  }

  static PackTarget target(String name, LockedPackage... packages) {
    Target target = TargetName.parse(name);
    Inputs inputs = Inputs.of(List.of());
    List<LockedPackage> sorted =
        Stream.of(packages).sorted(Comparator.comparing(one -> one.name().normalized())).toList();
    Lock lock =
        new Lock(
            target.name(),
            target.python().version(),
            Instant.parse("2026-11-20T08:00:00Z"),
            inputs,
            sorted,
            List.of(),
            List.of(),
            List.of());
    return new PackTarget(target, lock, Map.of());
  }

  PackRequest request(PackTarget... targets) {
    return request(Form.OCI, false, targets);
  }

  PackRequest request(Form form, boolean tar, PackTarget... targets) {
    return new PackRequest(
        "demo",
        "1.0",
        List.of(targets),
        EnvironmentSpec.empty(),
        folder,
        output(),
        form,
        tar,
        FitMode.STRICT,
        true);
  }

  PackOutcome pack(PackRequest request) throws IOException {
    return pack(request, Optional.empty());
  }

  PackOutcome pack(PackRequest request, Optional<BundleCheck> check) throws IOException {
    LocalBlobStore store = store();
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    WheelRecords records =
        new WheelRecords(store.facts(), new WheelRecordReader(new ElfInspector(), scratch));
    try (HttpFetcher http = new HttpFetcher(HttpSettings.standard())) {
      Fetcher fetcher = new DownloadFetcher(new Downloader(http, store), places());
      return new Packer(store, records, fetcher, check, Progress.NONE)
          .pack(PackPlan.of(request, store));
    }
  }

  Path packed(PackRequest request) throws IOException {
    return ((PackOutcome.Packed) pack(request)).bundle();
  }

  private DownloadFetcher.Places places() {
    return new DownloadFetcher.Places() {
      @Override
      public Optional<URI> find(Wanted wanted) {
        Path file = links().resolve(wanted.sha256().hex()).resolve(wanted.label());
        return Files.exists(file) ? Optional.of(file.toUri()) : Optional.empty();
      }

      @Override
      public List<URI> mirrors(Wanted wanted) {
        return List.of();
      }
    };
  }
}
