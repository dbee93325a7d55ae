package dev.ferry.bundle.lock;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.build.Rebuilding;
import dev.ferry.python.build.RecordedFiles;
import dev.ferry.python.build.SourceBuilder;
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
import dev.ferry.python.resolve.Alternatives;
import dev.ferry.python.resolve.CandidateCheck;
import dev.ferry.python.resolve.Resolution;
import dev.ferry.python.resolve.ResolveRequest;
import dev.ferry.python.resolve.Resolver;
import dev.ferry.python.resolve.SourceBuilds;
import dev.ferry.python.target.HostTarget;
import dev.ferry.python.wheel.WheelRecordReader;
import dev.ferry.python.wheel.WheelRecords;
import dev.ferry.scan.elf.ElfInspector;
import dev.ferry.scan.fit.CheapFitCheck;
import dev.ferry.store.FactStore;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that resolving and packing need, put together once: sources, index client, fit check,
 * source builds, resolver. Close it to close its connections.
 */
public final class Workbench implements AutoCloseable {
  private final WorkbenchSetup setup;
  private final WebIndex index;
  private final WheelRecords records;
  private final Resolver resolver;

  private Workbench(WorkbenchSetup setup, WebIndex index) {
    this.setup = setup;
    this.index = index;
    ElfInspector inspector = new ElfInspector();
    FactStore facts = setup.store().facts();
    this.records =
        new WheelRecords(
            facts, new WheelRecordReader(inspector, Path.of(System.getProperty("java.io.tmpdir"))));
    CandidateCheck check = new CheapFitCheck(index, facts, records, inspector, setup.waived());
    this.resolver = new Resolver(index, check, new LazyBuilds(this::builder), setup.progress());
  }

  /** Reads pip's configuration and prepares; nothing is asked of a server yet. */
  public static Workbench open(WorkbenchSetup setup) {
    Map<String, String> environment = setup.environment();
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    FactStore facts = setup.store().facts();
    PipConfiguration pip = PipConfiguration.discover(environment, home);
    HttpSettings http = pip.settings(environment, home, setup.trustedHosts());
    HttpFetcher fetcher = new HttpFetcher(http, setup.progress());
    // While pip may have to be asked for its index, the certificates are read.
    fetcher.warmUp();
    FactStore lasting = machineFacts().orElse(facts);
    SourceList sources =
        SourceList.of(
            setup.sources().stream().map(one -> NamedSources.of(one, setup.folder())).toList(),
            setup.options().over(SourceOptions.from(pip)),
            () -> DefaultIndex.read(environment, lasting));
    WebIndex.Setup machine =
        new WebIndex.Setup(
            fetcher,
            http.credentials(),
            setup.store(),
            facts,
            InstantSource.system(),
            setup.progress());
    return new Workbench(setup, new WebIndex(machine, sources, setup.refresh()));
  }

  /**
   * Facts about this machine that outlive a store: kept beside the program, where the launcher says
   * so.
   */
  private static Optional<FactStore> machineFacts() {
    return Optional.ofNullable(System.getProperty("ferry.machine"))
        .map(Path::of)
        .map(FactStore::new);
  }

  /** A build's own requirements come as wheels: what builds a builder is not built here. */
  private SourceBuilder builder() {
    Resolver wheels =
        new Resolver(index, CandidateCheck.NONE, SourceBuilds.refusing(), Progress.NONE);
    return new SourceBuilder(
        new SourceBuilder.Tools(
            setup.store(),
            setup.store().facts(),
            this::fetch,
            wheels,
            HostTarget.measure(Optional.empty()),
            List.of(setup.store().root()),
            setup.allowUnsandboxedBuild(),
            setup.environment(),
            setup.progress()));
  }

  /**
   * Resolves and locks; what is infeasible comes with alternatives.
   *
   * @param command writes an alternative as the command that a person could type
   */
  public LockService locks(Alternatives.Command command) {
    return new LockService(
        new Resolving(resolver, new Alternatives(resolver, command)),
        new LockAssembler(index),
        setup.progress(),
        InstantSource.system());
  }

  private record Resolving(Resolver resolver, Alternatives alternatives)
      implements LockService.Resolving {
    @Override
    public Resolution resolve(ResolveRequest request) {
      return resolver.resolve(request);
    }

    @Override
    public FerryException explained(
        FerryException failure, ResolveRequest request, List<ResolveRequest> others) {
      return alternatives.addTo(failure, request, others);
    }
  }

  public WebIndex index() {
    return index;
  }

  public LocalBlobStore store() {
    return setup.store();
  }

  /** What is known of wheels that were read through. */
  public WheelRecords records() {
    return records;
  }

  public Progress progress() {
    return setup.progress();
  }

  /** Builds wheels of a lock again, from files that a lock names. */
  public Rebuilding rebuilding(RecordedFiles files) {
    return new Rebuilding(
        new Rebuilding.Tools(
            setup.store(),
            List.of(setup.store().root()),
            setup.allowUnsandboxedBuild(),
            setup.environment(),
            setup.progress()),
        files);
  }

  /**
   * Brings a file of a source into the store.
   *
   * @throws FerryException if it cannot be had or has other bytes than its page claims
   */
  public SourceFiles.Fetched fetch(IndexFile file) {
    Downloaded downloaded =
        index.downloader().fetch(index.download(file, setup.allowUnhashed()), Progress.Task.NONE);
    return new SourceFiles.Fetched(downloaded.path(), downloaded.sha256(), downloaded.size());
  }

  @Override
  public void close() {
    index.close();
  }
}
