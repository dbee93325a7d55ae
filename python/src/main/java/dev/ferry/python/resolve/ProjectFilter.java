package dev.ferry.python.resolve;

import static dev.ferry.python.resolve.Release.Compiled.ALL;
import static dev.ferry.python.resolve.Release.Compiled.NONE;
import static dev.ferry.python.resolve.Release.Compiled.SOME;

import dev.ferry.model.Digest;
import dev.ferry.python.filename.SdistFilename;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the files of a page into releases and leaves out, with a reason, those that the target
 * cannot use. A page may list thousands of files, so names are taken apart by position and each
 * different version and tag is parsed once.
 */
final class ProjectFilter {
  private final Rules rules;
  private final PackageName name;
  private final Map<String, Optional<Version>> versions = new HashMap<>();
  private final Map<String, Boolean> names = new HashMap<>();
  private final TreeMap<Version, Files> releases = new TreeMap<>();
  private boolean compiled;
  private boolean pure;

  private ProjectFilter(Rules rules, PackageName name) {
    this.rules = rules;
    this.name = name;
  }

  /** The releases of a page in ascending order. */
  static List<Release> releases(Rules rules, PackageName name, List<IndexFile> files) {
    ProjectFilter filter = new ProjectFilter(rules, name);
    for (IndexFile file : files) {
      filter.add(file);
    }
    List<Release> result = new ArrayList<>(filter.releases.size());
    filter.releases.forEach((version, found) -> result.add(filter.release(version, found)));
    return result;
  }

  /** The files of one version. */
  private static final class Files {
    private final List<Ranked> wheels = new ArrayList<>();
    private final List<IndexFile> sources = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private @Nullable Unusable furthest;
    private int stage = -1;

    /** Keeps the reason of the file that came furthest. */
    void leaveOut(int reached, Unusable why) {
      if (reached > stage) {
        stage = reached;
        furthest = why;
      }
    }
  }

  private record Ranked(IndexFile file, int rank, String build) {}

  private void add(IndexFile file) {
    String filename = file.filename();
    if (filename.endsWith(".whl")) {
      addWheel(file, filename);
    } else {
      SdistFilename.findSdist(filename, name)
          .ifPresent(sdist -> addSource(file, files(sdist.version())));
    }
  }

  private Files files(Version version) {
    return releases.computeIfAbsent(version, key -> new Files());
  }

  private void addWheel(IndexFile file, String filename) {
    int platform = filename.lastIndexOf('-');
    int abi = filename.lastIndexOf('-', platform - 1);
    int python = filename.lastIndexOf('-', abi - 1);
    int end = filename.indexOf('-');
    if (end <= 0 || python <= end) {
      return;
    }
    int next = filename.indexOf('-', end + 1);
    String build = next < python ? filename.substring(next + 1, python) : "";
    Optional<Version> version = version(filename.substring(end + 1, next));
    if (version.isEmpty() || !isName(filename.substring(0, end))) {
      return;
    }
    String tags = filename.substring(python + 1, filename.length() - ".whl".length());
    boolean any = tags.endsWith("-any");
    compiled |= !any;
    pure |= any;
    Files release = files(version.get());
    release.tags.add(tags);
    if (!rules.takesWheels(name)) {
      release.leaveOut(0, new Unusable.NoSource());
    } else if (passes(file, release)) {
      OptionalInt rank = rules.rank(tags);
      if (rank.isPresent()) {
        release.wheels.add(new Ranked(file, rank.getAsInt(), build));
      } else {
        release.leaveOut(3, new Unusable.NoTag(rules.request().target(), release.tags));
      }
    }
  }

  private Optional<Version> version(String text) {
    return versions.computeIfAbsent(text, Version::findVersion);
  }

  private boolean isName(String text) {
    return names.computeIfAbsent(
        text, spelt -> PackageName.find(spelt).map(name::equals).orElse(false));
  }

  private void addSource(IndexFile file, Files release) {
    if (!passes(file, release)) {
      return;
    }
    if (rules.request().builds().allows(name)) {
      release.sources.add(file);
    } else {
      release.leaveOut(2, new Unusable.BuildForbidden());
    }
  }

  private boolean passes(IndexFile file, Files release) {
    Optional<Instant> newest = rules.request().excludeNewer();
    if (newest.isPresent()) {
      if (file.uploadTime().isEmpty()) {
        release.leaveOut(0, new Unusable.NoUploadTime());
        return false;
      }
      if (!file.uploadTime().get().isBefore(newest.get())) {
        release.leaveOut(0, new Unusable.TooNew(newest.get().toString()));
        return false;
      }
    }
    return passesHashes(file, release) && passesPython(file, release);
  }

  private boolean passesHashes(IndexFile file, Files release) {
    Set<Digest> listed = rules.hashes(name);
    if (rules.hashesRequired()) {
      if (file.sha256().isEmpty() || !listed.contains(file.sha256().get())) {
        release.leaveOut(4, new Unusable.HashNotListed(!listed.isEmpty()));
        return false;
      }
    } else if (file.sha256().isEmpty() && !rules.request().allowUnhashed() && !file.isLocal()) {
      release.leaveOut(4, new Unusable.Unhashed());
      return false;
    }
    return true;
  }

  private boolean passesPython(IndexFile file, Files release) {
    if (file.requiresPython().isEmpty() || rules.pythonFits(file.requiresPython().get())) {
      return true;
    }
    release.leaveOut(
        1,
        new Unusable.RequiresPython(
            file.requiresPython().get(), rules.request().target().python().version()));
    return false;
  }

  private Release release(Version version, Files files) {
    List<Ranked> sorted = new ArrayList<>(files.wheels);
    sorted.sort(ProjectFilter::order);
    List<IndexFile> wheels = new ArrayList<>();
    for (Ranked wheel : sorted) {
      if (!wheel.file().yanked()) {
        wheels.add(wheel.file());
      }
    }
    IndexFile source = files.sources.isEmpty() ? null : best(files.sources);
    boolean yanked = wheels.isEmpty() && (source == null || source.yanked());
    if (yanked) {
      sorted.forEach(wheel -> wheels.add(wheel.file()));
    }
    boolean nothing = wheels.isEmpty() && source == null;
    BuildPolicy builds = rules.request().builds();
    boolean asked = builds.asksFor(name);
    Release.Compiled code = !compiled || asked ? NONE : pure ? SOME : ALL;
    boolean last = (compiled || builds.preferWheels()) && !asked;
    return new Release(
        version, wheels, source, yanked && !nothing, last, code, why(files, nothing));
  }

  /**
   * Lower rank first, then the higher build tag, then the name, so that pages may be in any order.
   */
  private static int order(Ranked a, Ranked b) {
    if (a.rank() != b.rank()) {
      return Integer.compare(a.rank(), b.rank());
    }
    if (!a.build().equals(b.build())) {
      return Build.of(b.build()).compareTo(Build.of(a.build()));
    }
    return a.file().filename().compareTo(b.file().filename());
  }

  private record Build(long number, String rest) implements Comparable<Build> {
    static Build of(String tag) {
      return WheelFilename.findWheel("x-1-" + tag + "-py3-none-any.whl")
          .flatMap(WheelFilename::build)
          .map(build -> new Build(build.number(), build.suffix()))
          .orElse(new Build(-1, ""));
    }

    @Override
    public int compareTo(Build other) {
      int order = Long.compare(number, other.number);
      return order != 0 ? order : rest.compareTo(other.rest);
    }
  }

  /** Not withdrawn before withdrawn, {@code .tar.gz} before other formats. */
  private static IndexFile best(List<IndexFile> sources) {
    return sources.stream()
        .min(
            Comparator.comparing(IndexFile::yanked)
                .thenComparing(file -> !file.filename().endsWith(".tar.gz"))
                .thenComparing(IndexFile::filename))
        .orElseThrow();
  }

  private @Nullable Unusable why(Files files, boolean nothing) {
    if (!nothing) {
      return null;
    }
    return files.furthest != null
        ? files.furthest
        : new Unusable.NoTag(rules.request().target(), files.tags);
  }
}
