package dev.ferry.bench.index;

import dev.ferry.model.Progress;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.http.HttpFetcher;
import dev.ferry.python.http.HttpSettings;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.ProjectPage;
import dev.ferry.python.index.SourceList;
import dev.ferry.python.index.SourceOptions;
import dev.ferry.python.index.WebIndex;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.pipconfig.DefaultIndex;
import dev.ferry.python.pipconfig.PipConfiguration;
import dev.ferry.store.FactStore;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Fetches pages and metadata of a set, once, and prints how long that took. */
public final class FetchBench {
  private FetchBench() {}

  /**
   * Runs once.
   *
   * @param arguments file of {@code name==version} lines; folder of the store, which decides
   *     whether the run is cold or warm; connections per host
   */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    Path store = Path.of(arguments[1]);
    Map<String, String> environment = System.getenv();
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    PipConfiguration pip = PipConfiguration.discover(environment, home);
    FactStore facts = new FactStore(store.resolve("facts"));
    HttpSettings settings =
        pip.settings(environment, home).withConnectionsPerHost(Integer.parseInt(arguments[2]));
    HttpFetcher fetcher = new HttpFetcher(settings);
    fetcher.warmUp();
    WebIndex.Setup setup =
        new WebIndex.Setup(
            fetcher,
            settings.credentials(),
            LocalBlobStore.open(store),
            facts,
            InstantSource.system(),
            Progress.NONE);
    SourceList sources =
        SourceList.of(
            List.of(), SourceOptions.from(pip), () -> DefaultIndex.read(environment, facts));
    try (WebIndex index = new WebIndex(setup, sources, false)) {
      fetchAll(index, lines);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf("%d packages, %d ms, %d bytes%n", lines.size(), millis, fetcher.received());
  }

  /** Ends when the last one has. */
  private static void fetchAll(WebIndex index, List<String> lines) {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String line : lines) {
        workers.execute(() -> fetch(index, line));
      }
    }
  }

  private static void fetch(WebIndex index, String line) {
    try {
      String[] parts = line.split("==", 2);
      Optional<ProjectPage> page = index.findPage(PackageName.of(parts[0]));
      Optional<IndexFile> wheel =
          page.orElseThrow().files().stream().filter(file -> fits(file, parts[1])).findFirst();
      index.metadata(wheel.orElseThrow());
    } catch (RuntimeException e) {
      System.err.println(line + ": " + e);
    }
  }

  private static boolean fits(IndexFile file, String version) {
    String name = file.filename();
    boolean platform = name.contains("none-any") || name.contains("x86_64");
    boolean python = name.contains("-py") || name.contains("cp311") || name.contains("abi3");
    return name.contains("-" + version + "-")
        && platform
        && python
        && !name.contains("macos")
        && !name.contains("musl")
        && WheelFilename.findWheel(name).isPresent();
  }
}
