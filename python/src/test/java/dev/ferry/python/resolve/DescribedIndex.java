package dev.ferry.python.resolve;

import dev.ferry.model.Accelerator;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.PackageIndex;
import dev.ferry.python.index.ProjectPage;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.wheel.RangedBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An index over releases that are described in words, one a line:
 *
 * <pre>a 1.0 | needs: b&gt;=1 &amp; c[x] | wheels: py3-none-any | python: &gt;=3.8 | yanked: broken
 * </pre>
 *
 * Keys: {@code needs}, {@code extras} (provided), {@code wheels} (tags; one pure wheel if nothing
 * is said), {@code python}, {@code yanked}, {@code uploaded}, {@code sdist} (source beside the
 * wheels), {@code source} (nothing but source), {@code unhashed}, {@code inside} (the version that
 * the metadata says), {@code broken} (metadata that cannot be read), {@code unbuildable} (source
 * that no build makes a wheel of), {@code unfit} (tags of wheels that need GLIBC 2.99), {@code
 * glibc} (the release of glibc that every wheel needs, whatever its tag says), {@code cuda} (the
 * release that every wheel was built for). It is also the check that finds the unfit wheels and the
 * builder that can tell a source's metadata.
 */
final class DescribedIndex implements PackageIndex, CandidateCheck, SourceBuilds {
  private final Map<PackageName, List<IndexFile>> pages = new HashMap<>();
  private final Map<String, String> metadata = new HashMap<>();
  private final List<String> unfit = new ArrayList<>();
  private final Map<String, String> glibcs = new HashMap<>();
  private final Map<String, String> cudas = new HashMap<>();

  DescribedIndex(List<String> releases) {
    releases.forEach(this::add);
  }

  private void add(String line) {
    Map<String, String> keys = new HashMap<>();
    String[] parts = line.split("\\|", -1);
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split(":", 2);
      keys.put(pair[0].strip(), pair.length > 1 ? pair[1].strip() : "");
    }
    String[] head = parts[0].strip().split(" ", -1);
    PackageName name = PackageName.of(head[0]);
    String stem = name.underscored() + "-" + head[1];
    if (!keys.containsKey("source")) {
      for (String tag : keys.getOrDefault("wheels", "py3-none-any").split(" ", -1)) {
        add(name, stem + "-" + tag + ".whl", head[1], keys);
        Optional.ofNullable(keys.get("glibc"))
            .ifPresent(need -> glibcs.put(stem + "-" + tag + ".whl", need));
        Optional.ofNullable(keys.get("cuda"))
            .ifPresent(need -> cudas.put(stem + "-" + tag + ".whl", need));
        if (keys.containsKey("unfit") && keys.get("unfit").contains(tag)) {
          unfit.add(stem + "-" + tag + ".whl");
        }
      }
    }
    if (keys.containsKey("sdist") || keys.containsKey("source")) {
      add(name, stem + ".tar.gz", head[1], keys);
    }
  }

  private void add(PackageName name, String filename, String version, Map<String, String> keys) {
    pages
        .computeIfAbsent(name, key -> new ArrayList<>())
        .add(
            new IndexFile(
                filename,
                "https://index.example/files/" + filename,
                keys.containsKey("unhashed")
                    ? Optional.empty()
                    : Optional.of(Digest.of(filename.getBytes(StandardCharsets.UTF_8))),
                OptionalLong.of(1000),
                Optional.ofNullable(keys.get("uploaded"))
                    .map(day -> Instant.parse(day + "T00:00:00Z")),
                Optional.ofNullable(keys.get("python")),
                keys.containsKey("yanked"),
                keys.getOrDefault("yanked", ""),
                false,
                Optional.empty(),
                "described"));
    metadata.put(filename, metadata(name, version, keys));
  }

  private static String metadata(PackageName name, String version, Map<String, String> keys) {
    if (keys.containsKey("broken")) {
      return "Metadata-Version: 2.1\nName: " + name + "\nVersion: not a version\n\n";
    }
    StringBuilder text = new StringBuilder("Metadata-Version: 2.1\nName: " + name + "\n");
    text.append("Version: ").append(keys.getOrDefault("inside", version)).append('\n');
    for (String extra : keys.getOrDefault("extras", "").split(" ", -1)) {
      if (!extra.isEmpty()) {
        text.append("Provides-Extra: ").append(extra).append('\n');
      }
    }
    for (String need : keys.getOrDefault("needs", "").split("&", -1)) {
      if (!need.isBlank()) {
        text.append("Requires-Dist: ").append(need.strip()).append('\n');
      }
    }
    Optional.ofNullable(keys.get("wants-python"))
        .ifPresent(python -> text.append("Requires-Python: ").append(python).append('\n'));
    if (keys.containsKey("unbuildable")) {
      text.append("Summary: unbuildable\n");
    }
    return text.append('\n').toString();
  }

  @Override
  public Optional<ProjectPage> findPage(PackageName name) {
    return Optional.ofNullable(pages.get(name))
        .map(files -> new ProjectPage(name, files, List.of("described"), List.of()));
  }

  /** The same index, where every page but the first is late until the latch opens. */
  PackageIndex slowAfterFirstPage(CountDownLatch open) {
    AtomicInteger pagesAsked = new AtomicInteger();
    DescribedIndex quick = this;
    return new PackageIndex() {
      @Override
      public Optional<ProjectPage> findPage(PackageName name) {
        if (pagesAsked.getAndIncrement() > 0) {
          try {
            open.await();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        }
        return quick.findPage(name);
      }

      @Override
      public Metadata metadata(IndexFile wheel) {
        return quick.metadata(wheel);
      }

      @Override
      public RangedBytes open(IndexFile file) {
        return quick.open(file);
      }

      @Override
      public OptionalLong knownSize(IndexFile file) {
        return quick.knownSize(file);
      }
    };
  }

  @Override
  public Metadata metadata(IndexFile wheel) {
    String text = metadata.get(wheel.filename());
    if (text == null) {
      throw new IllegalArgumentException(wheel.filename());
    }
    return Metadata.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public RangedBytes open(IndexFile file) {
    throw new UnsupportedOperationException("described, not there: " + file.filename());
  }

  @Override
  public OptionalLong knownSize(IndexFile file) {
    return file.size();
  }

  @Override
  public Verdict disprove(Target target, IndexFile wheel) {
    String need = glibcs.get(wheel.filename());
    String have = target.libc().version().toString();
    if (need != null && SymbolVersion.parse(need).compareTo(target.libc().version()) > 0) {
      return new Verdict.Unfit(new Misfit(Misfit.Kind.LIBRARY, "libs/x.so", "GLIBC " + need, have));
    }
    String cuda = cudas.get(wheel.filename());
    if (cuda != null
        && target.accelerator() instanceof Accelerator.Cuda had
        && SymbolVersion.parse(cuda).compareTo(had.ceiling()) > 0) {
      return new Verdict.Unfit(
          new Misfit(Misfit.Kind.DRIVER, "", "CUDA " + cuda, "CUDA " + had.ceiling()));
    }
    return unfit.contains(wheel.filename())
        ? new Verdict.Unfit(new Misfit(Misfit.Kind.LIBRARY, "libs/x.so", "GLIBC 2.99", "2.28"))
        : new Verdict.NotDisproved();
  }

  @Override
  public Metadata metadata(IndexFile sdist, Target target) {
    return metadata(sdist);
  }

  /** It compiles for its own kind of machine only. */
  @Override
  public boolean compilesFor(Target target) {
    return target.machine().equals("x86_64");
  }

  @Override
  public BuiltWheel build(IndexFile sdist, Target target) {
    Digest sha256 = sdist.sha256().orElseThrow();
    if (metadata(sdist).summary().equals("unbuildable")) {
      throw new FerryException(Failure.REFUSED, Text.same("no compiler"))
          .reasons(List.of(Text.same("cc: not found"), Text.same("giving up")));
    }
    return new BuiltWheel(
        sdist.filename().replace(".tar.gz", "-py3-none-any.whl"),
        sha256,
        1000,
        new BuildRecord(
            sdist.filename(),
            Optional.of(sdist.location()),
            sha256,
            sdist.size(),
            List.of(),
            "3.11.7",
            Optional.empty()));
  }
}
