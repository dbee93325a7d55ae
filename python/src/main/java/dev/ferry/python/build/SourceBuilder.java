package dev.ferry.python.build;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.resolve.BuiltWheel;
import dev.ferry.python.resolve.Resolver;
import dev.ferry.python.resolve.SourceBuilds;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.store.BlobStore;
import dev.ferry.store.FactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Builds source-only packages before the trip and decides for which target a result is good.
 *
 * <p>A Python of the target's minor version is used where this machine has one. Otherwise the
 * newest that works is used, and only a pure result is taken, and only if every other interpreter
 * present gives the same requirements; the lock records the assumption. A platform wheel is taken
 * only where architecture, libc family and Python are the target's own and this machine's libc is
 * not newer.
 */
public final class SourceBuilder implements SourceBuilds {
  private static final Set<String> REQUIREMENTS =
      Set.of("requires-dist", "requires-python", "provides-extra");

  private final Tools tools;
  private final WheelBuild build;
  private final BuildCache cache;
  private final Map<String, Built> results = new ConcurrentHashMap<>();

  /** By digest, and behind it a version where only that Python is to blame. */
  private final Map<String, FerryException> failures = new ConcurrentHashMap<>();

  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
  private List<HostPython> pythons = List.of();

  /**
   * What a builder works with.
   *
   * @param blobs where sources and results are kept
   * @param facts remembers results
   * @param files brings a source into the store
   * @param resolver for build requirements
   * @param host this machine
   * @param hidden folders that a build must not see beside homes and temporary files: the store
   * @param allowUnsandboxed whether to build where the kernel gives no sandbox
   * @param environment PATH, HOME: where interpreters are looked for
   */
  public record Tools(
      BlobStore blobs,
      FactStore facts,
      SourceFiles files,
      Resolver resolver,
      Target host,
      List<Path> hidden,
      boolean allowUnsandboxed,
      Map<String, String> environment,
      Progress progress) {}

  record Built(BuiltWheel wheel, Metadata metadata) {}

  public SourceBuilder(Tools tools) {
    this.tools = tools;
    this.build =
        new WheelBuild(
            new BuildSandbox(
                BuildSandbox.withHome(tools.hidden(), tools.environment()),
                tools.allowUnsandboxed()),
            new ResolvedRequirements(tools.resolver(), tools.files(), tools.host()));
    this.cache = new BuildCache(tools.facts(), tools.blobs());
  }

  @Override
  public Metadata metadata(IndexFile sdist, Target target) {
    SourceFiles.Fetched source = tools.files().fetch(sdist);
    return StaticMetadata.find(source.path(), sdist.filename())
        .filter(metadata -> metadata.dynamic().stream().noneMatch(REQUIREMENTS::contains))
        .orElseGet(() -> built(sdist, source, target).metadata());
  }

  @Override
  public BuiltWheel build(IndexFile sdist, Target target) {
    return built(sdist, tools.files().fetch(sdist), target).wheel();
  }

  @Override
  public boolean compilesFor(Target target) {
    Target host = tools.host();
    return host.machine().equals(target.machine())
        && host.libc().family() == target.libc().family()
        && host.libc().version().compareTo(target.libc().version()) <= 0;
  }

  private Built built(IndexFile sdist, SourceFiles.Fetched source, Target target) {
    String key =
        source.digest().hex()
            + " "
            + target.python()
            + " "
            + target.machine()
            + " "
            + target.libc();
    return results.computeIfAbsent(key, missing -> make(sdist, source, target));
  }

  private Built make(IndexFile sdist, SourceFiles.Fetched source, Target target) {
    HostPython python = choose(target, sdist);
    boolean same = python.version().minor() == target.python().minor();
    Built built = build(sdist, source, python);
    WheelFilename filename = WheelFilename.parse(built.wheel().filename());
    if (!filename.isPure()) {
      requireMatchingHost(sdist, target, python, filename);
      return built;
    }
    return same ? built : assumed(sdist, source, target, built, python);
  }

  /**
   * What failed once in this run is not tried again: for another target the same source under the
   * same Python gives the same, and what this machine lacks it lacks for every Python.
   */
  private Built build(IndexFile sdist, SourceFiles.Fetched source, HostPython python) {
    String digest = source.digest().hex();
    ReentrantLock turn = turns.computeIfAbsent(digest, any -> new ReentrantLock());
    turn.lock();
    try {
      return buildOnce(sdist, source, python);
    } finally {
      turn.unlock();
    }
  }

  private Built buildOnce(IndexFile sdist, SourceFiles.Fetched source, HostPython python) {
    String digest = source.digest().hex();
    String key = digest + " " + python.version().version();
    FerryException before = failures.getOrDefault(digest, failures.get(key));
    if (before != null) {
      throw before;
    }
    try {
      return buildAnew(sdist, source, python);
    } catch (FerryException failure) {
      if (failure.failure() == Failure.REFUSED) {
        failures.put(MachineLacks.isBehind(failure) ? digest : key, failure);
      }
      throw failure;
    }
  }

  private Built buildAnew(IndexFile sdist, SourceFiles.Fetched source, HostPython python) {
    Optional<Built> known = cache.find(source.digest(), python);
    if (known.isPresent()) {
      return known.get();
    }
    tools
        .progress()
        .note(
            Text.of(
                "Building `%s` from source with Python %s",
                "正在用 Python %2$s 从源码构建 `%1$s`", sdist.filename(), python.version().version()));
    Path result = BuildFiles.temporary();
    try {
      WheelBuild.Result made = build.run(source.path(), sdist.filename(), python, result);
      if (!made.closed()) {
        tools
            .progress()
            .warn(
                Text.of(
                    "`%s` was built without a sandbox", "`%s` 是在没有沙箱的情况下构建的", sdist.filename()));
      }
      long size = Files.size(result);
      Digest digest;
      try (InputStream bytes = Files.newInputStream(result)) {
        digest = tools.blobs().put(bytes, size);
      }
      Built built = new Built(wheel(sdist, source, python, made, digest, size), made.metadata());
      cache.put(source.digest(), python, built);
      return built;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      BuildFiles.delete(result);
    }
  }

  private static BuiltWheel wheel(
      IndexFile sdist,
      SourceFiles.Fetched source,
      HostPython python,
      WheelBuild.Result made,
      Digest digest,
      long size) {
    boolean local = "file".equals(sdist.location().getScheme());
    BuildRecord record =
        new BuildRecord(
            sdist.filename(),
            local ? Optional.empty() : Optional.of(sdist.location()),
            source.digest(),
            OptionalLong.of(source.size()),
            made.wheels().stream().map(BuildCache::requirement).sorted(BuildCache.BY_NAME).toList(),
            python.version().version(),
            Optional.empty());
    return new BuiltWheel(made.filename().toString(), digest, size, record);
  }

  /** The interpreter of the target's minor version, else the newest that the source accepts. */
  private synchronized HostPython choose(Target target, IndexFile sdist) {
    List<HostPython> present = pythons();
    if (present.isEmpty()) {
      throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of(
                  "Building `%s` needs a CPython 3.7 or newer, and none was found in `PATH`",
                  "构建 `%s` 需要 CPython 3.7 或更高版本，但 `PATH` 中没有找到", sdist.filename()))
          .hint(Text.of("Install `python3`", "请安装 `python3`"));
    }
    return present.stream()
        .filter(python -> python.version().minor() == target.python().minor())
        .findFirst()
        .or(() -> present.stream().filter(python -> python.version().minor() <= 12).findFirst())
        .orElse(present.get(0));
  }

  private synchronized List<HostPython> pythons() {
    if (pythons.isEmpty()) {
      pythons =
          HostPython.discover(tools.environment()).stream().filter(HostPython::builds).toList();
    }
    return pythons;
  }

  /** Another Python built it: the others present must agree on what it requires. */
  private Built assumed(
      IndexFile sdist, SourceFiles.Fetched source, Target target, Built built, HostPython first) {
    Set<String> agreed = new TreeSet<>(Set.of(first.version().minorVersion()));
    for (HostPython python : pythons()) {
      if (python.version().minor() < 8 || !agreed.add(python.version().minorVersion())) {
        continue;
      }
      Built other = build(sdist, source, python);
      boolean equal =
          other.metadata().requiresDist().equals(built.metadata().requiresDist())
              && other.metadata().requiresPython().equals(built.metadata().requiresPython());
      if (!equal) {
        throw refused(
            sdist,
            target,
            Text.of(
                "its requirements differ between Python %s and %s",
                "它的依赖在 Python %s 与 %s 之间不同",
                first.version().minorVersion(),
                python.version().minorVersion()));
      }
    }
    String assumption =
        "built with Python "
            + first.version().version()
            + ", none of "
            + target.python().minorVersion()
            + " is on the building machine; pure Python, same requirements under "
            + String.join(", ", agreed);
    BuildRecord record = built.wheel().record();
    BuildRecord noted =
        new BuildRecord(
            record.sdist(),
            record.location(),
            record.sha256(),
            record.size(),
            record.requirements(),
            record.python(),
            Optional.of(assumption));
    BuiltWheel wheel = built.wheel();
    return new Built(
        new BuiltWheel(wheel.filename(), wheel.sha256(), wheel.size(), noted), built.metadata());
  }

  private void requireMatchingHost(
      IndexFile sdist, Target target, HostPython python, WheelFilename filename) {
    Target host = tools.host();
    boolean matches = python.version().minor() == target.python().minor() && compilesFor(target);
    if (!matches) {
      throw refused(
          sdist,
          target,
          Text.of(
              "it gives a platform wheel (`%s`), which must be built on a machine like the target:"
                  + " %s, %s, Python %s with its headers, a C compiler; this machine is %s, %s, Python %s",
              "它会生成平台相关的 wheel（`%s`），必须在与目标相同的机器上构建：%s、%s、Python %s 及其头文件、C 编译器；"
                  + "本机是 %s、%s、Python %s",
              filename.toString(),
              target.machine(),
              target.libc().toString(),
              target.python().minorVersion(),
              host.machine(),
              host.libc().toString(),
              python.version().minorVersion()));
    }
  }

  private static FerryException refused(IndexFile sdist, Target target, Text why) {
    return new FerryException(
            Failure.REFUSED,
            Text.of(
                "`%s` exists only as source and cannot be built here for `%s`: %s",
                "`%s` 只有源码，无法在此为 `%s` 构建：%s", sdist.filename(), target.name(), why))
        .hint(
            Text.of(
                "Build its wheel on such a machine with `pip wheel --no-deps` and give it with `--find-links FOLDER`",
                "请在这样的机器上用 `pip wheel --no-deps` 构建其 wheel，再用 `--find-links 目录` 提供"));
  }

  /** METADATA of a wheel in the store. */
  static Metadata metadata(Path wheel, String label) {
    try (FileBytes bytes = FileBytes.open(wheel)) {
      return Metadata.parse(WheelArchive.open(bytes, label).metadata());
    }
  }
}
