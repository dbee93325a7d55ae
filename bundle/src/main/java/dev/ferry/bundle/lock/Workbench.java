package dev.ferry.bundle.lock;

import dev.ferry.model.Progress;
import dev.ferry.python.build.SourceFiles;
import dev.ferry.python.download.Downloaded;
import dev.ferry.python.http.HttpFetcher;
import dev.ferry.python.http.HttpSettings;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.SourceList;
import dev.ferry.python.index.SourceOptions;
import dev.ferry.python.index.WebIndex;
import dev.ferry.python.pipconfig.DefaultIndex;
import dev.ferry.python.pipconfig.PipConfiguration;
import dev.ferry.python.resolve.CandidateCheck;
import dev.ferry.python.resolve.Resolver;
import dev.ferry.python.resolve.SourceBuilds;
import dev.ferry.store.FactStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything that resolving and packing need, put together once: sources, index client, fit check,
 * source builds, resolver. Close it to close its connections.
 */
public final class Workbench implements AutoCloseable {
  private final WorkbenchSetup setup;
  private final WebIndex index;
  private final Resolver resolver;

  private Workbench(WorkbenchSetup setup, WebIndex index) {
    this.setup = setup;
    this.index = index;
    this.resolver =
        new Resolver(index, CandidateCheck.NONE, SourceBuilds.refusing(), setup.progress());
  }

  /** Reads pip's configuration and prepares; nothing is asked of a server yet. */
  public static Workbench open(WorkbenchSetup setup) {
    Map<String, String> environment = setup.environment();
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    FactStore facts = setup.store().facts();
    PipConfiguration pip = PipConfiguration.discover(environment, home);
    HttpSettings http = pip.settings(environment, home);
    SourceList sources =
        SourceList.of(
            setup.sources().stream().map(one -> NamedSources.of(one, setup.folder())).toList(),
            setup.options().over(SourceOptions.from(pip)),
            () -> DefaultIndex.read(environment, facts));
    WebIndex.Setup machine =
        new WebIndex.Setup(
            new HttpFetcher(http),
            http.credentials(),
            setup.store(),
            facts,
            InstantSource.system(),
            setup.progress());
    return new Workbench(setup, new WebIndex(machine, sources, setup.refresh()));
  }

  /** Resolves and locks. */
  public LockService locks() {
    return new LockService(
        resolver::resolve, new LockAssembler(index), setup.progress(), InstantSource.system());
  }

  public WebIndex index() {
    return index;
  }

  /** Brings a file of the index into the store. */
  SourceFiles.Fetched fetch(IndexFile file) {
    Downloaded downloaded =
        index.downloader().fetch(index.download(file, setup.allowUnhashed()), Progress.Task.NONE);
    return new SourceFiles.Fetched(downloaded.path(), downloaded.sha256(), downloaded.size());
  }

  @Override
  public void close() {
    index.close();
  }
}
